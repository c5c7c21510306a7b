package io.sluice.ports.fake;

import io.sluice.ports.out.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time that passes when a test says so, or when somebody sleeps. Safe for use by any thread. */
public final class ManualClock implements Clock {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private long nanos;

  @Override
  public synchronized Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public synchronized long monotonicNanos() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) {
    advance(duration);
  }

  public synchronized void advance(Duration duration) {
    nanos += duration.toNanos();
  }
}
