package io.sluice.domain.commit;

import java.time.Duration;

/**
 * How long to wait before trying again: a random part ("full jitter") of a bound that doubles with
 * every failure, so that writers that collided once do not collide in step.
 *
 * @param first the bound after the first failure
 * @param most the largest bound
 */
public record Backoff(Duration first, Duration most) {
  private static final int MAX_DOUBLINGS = 30;

  public Backoff {
    if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException("a back-off of " + first + " to " + most);
    }
  }

  /**
   * How long to wait this time.
   *
   * @param failures how many there were in a row, one or more
   * @param random from 0 to less than 1
   */
  public Duration delay(int failures, double random) {
    int doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
    double bound = Math.min((double) most.toNanos(), (double) first.toNanos() * (1L << doublings));
    return Duration.ofNanos((long) (bound * random));
  }
}
