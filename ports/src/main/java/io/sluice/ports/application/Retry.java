package io.sluice.ports.application;

import io.sluice.domain.commit.Backoff;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.ports.out.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Tries again what may work later, for as long as its result is wanted. A store or broker that is
 * away is no reason to exit: nothing is lost while nothing is committed.
 */
final class Retry {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  private final Clock clock;
  private final RandomGenerator random;
  private final Troubles troubles;

  Retry(Clock clock, RandomGenerator random, Troubles troubles) {
    this.clock = clock;
    this.random = random;
    this.troubles = troubles;
  }

  /**
   * @param what names the work in messages: "write data files"
   * @param unwanted asked after each failure; once true, no further try is made
   * @return the result, or empty when it was not wanted any more
   */
  <T> Optional<T> call(String what, BooleanSupplier unwanted, Attempt<T> attempt)
      throws InterruptedException {
    int failures = 0;
    try {
      while (true) {
        try {
          T result = attempt.run();
          if (failures > 0) {
            failures = 0;
            troubles.recovered(what);
          }
          return Optional.of(result);
        } catch (IOException e) {
          pause(what, ++failures, e);
        } catch (SluiceException e) {
          if (e.code() != ErrorCode.UNAVAILABLE && e.code() != ErrorCode.TEMPORARY) {
            throw e;
          }
          pause(what, ++failures, e);
        }
        if (unwanted.getAsBoolean()) {
          return Optional.empty();
        }
      }
    } finally {
      if (failures > 0) {
        troubles.givenUp(what);
      }
    }
  }

  private void pause(String what, int failures, Exception cause) throws InterruptedException {
    if (Thread.interrupted()) {
      // That is what it failed with: somebody ends this, and nothing is wrong.
      throw new InterruptedException("interrupted: " + cause.getMessage());
    }
    Duration delay = BACKOFF.delay(failures, random.nextDouble());
    troubles.failed(what, failures, delay, cause);
    clock.sleep(delay);
  }

  /** One try. */
  interface Attempt<T> {
    T run() throws IOException, InterruptedException;
  }
}
