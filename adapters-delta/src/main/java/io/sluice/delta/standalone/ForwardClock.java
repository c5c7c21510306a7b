package io.sluice.delta.standalone;

import io.delta.standalone.internal.util.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The wall clock for the engine, which takes the time of its commits from it: where the machine's
 * is set back, this one stands still until that has caught up. So one process's commits are in the
 * order of their timestamps, which time travel by time relies on.
 */
final class ForwardClock implements Clock {
  private final io.sluice.ports.out.Clock clock;
  private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);

  ForwardClock(io.sluice.ports.out.Clock clock) {
    this.clock = clock;
  }

  @Override
  public long getTimeMillis() {
    return latest.accumulateAndGet(clock.now().toEpochMilli(), Math::max);
  }

  @Override
  public long nanoTime() {
    return clock.monotonicNanos();
  }

  @Override
  public long waitTillTime(long targetTime) {
    throw new UnsupportedOperationException("nothing here waits for a time of day");
  }
}
