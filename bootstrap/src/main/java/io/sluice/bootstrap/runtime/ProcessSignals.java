package io.sluice.bootstrap.runtime;

import org.jline.utils.Signals;

/** Leads the operating system's signals to a {@link GracefulStop}. */
public final class ProcessSignals {
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private ProcessSignals() {}

  /** Takes SIGTERM and SIGINT over for the rest of the process's life. */
  public static void leadTo(GracefulStop stop) {
    Signals.register("TERM", () -> stop.signal(SIGTERM));
    Signals.register("INT", () -> stop.signal(SIGINT));
  }
}
