package io.sluice.ports.in;

import java.time.Duration;

/** One pipeline: topics into a table. */
public interface PipelineControl {
  /**
   * Runs until it is stopped, or until the end of the topics where that is wanted. Once.
   *
   * @throws io.sluice.domain.error.SluiceException when it cannot go on
   */
  PipelineResult run() throws InterruptedException;

  /**
   * Asks it to commit what it has read and to end. From any thread; does not wait.
   *
   * @param within how long committing may take; what is not in the table by then is dropped, and
   *     read again by the next run
   */
  void stop(Duration within);

  /** How it is doing, for probes. From any thread. */
  PipelineStatus status();
}
