package io.sluice.ports.out;

import java.time.Duration;
import java.time.Instant;

/** Time, and waiting. Everything that waits or measures in the application asks here. */
public interface Clock {
  /** The wall clock; may jump. */
  Instant now();

  /** Nanoseconds since some fixed moment; never runs back. */
  long monotonicNanos();

  /** Waits that long. */
  void sleep(Duration duration) throws InterruptedException;
}
