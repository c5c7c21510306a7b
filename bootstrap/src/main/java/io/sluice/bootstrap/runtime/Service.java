package io.sluice.bootstrap.runtime;

/** Something that runs beside the pipeline. */
public interface Service {
  /** Begins; when it returns, the service is there. */
  void start();

  /** Ends and gives everything back. */
  void stop();
}
