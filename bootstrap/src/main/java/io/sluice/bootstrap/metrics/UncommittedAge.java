package io.sluice.bootstrap.metrics;

import io.sluice.ports.out.Clock;

/**
 * How long nothing was committed although there is something to commit. It goes on counting when
 * the polling thread does not tell of the lag any more.
 */
final class UncommittedAge {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Clock clock;
  private boolean isBehind;
  private long sinceNanos;

  UncommittedAge(Clock clock) {
    this.clock = clock;
  }

  synchronized void behind(boolean isBehindNow) {
    if (isBehindNow && !isBehind) {
      sinceNanos = clock.monotonicNanos();
    }
    isBehind = isBehindNow;
  }

  synchronized void committed() {
    sinceNanos = clock.monotonicNanos();
  }

  synchronized double seconds() {
    return isBehind ? (clock.monotonicNanos() - sinceNanos) / NANOS_PER_SECOND : 0;
  }
}
