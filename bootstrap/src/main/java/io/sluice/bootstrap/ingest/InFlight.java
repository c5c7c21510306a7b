package io.sluice.bootstrap.ingest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The requests that are worked on: bounded, and waited for at the end. */
final class InFlight {
  private final int most;
  private int count;
  private boolean closed;

  InFlight(int most) {
    this.most = most;
  }

  /**
   * Counts one more in.
   *
   * @throws RejectedException if there are too many, or no more are taken
   */
  synchronized void enter() {
    if (closed) {
      throw unavailable("stopping", "The server is stopping").toException();
    }
    if (count == most) {
      throw unavailable("overloaded", "Too many requests are worked on").toException();
    }
    count++;
  }

  private static Problem unavailable(String code, String message) {
    return new Problem(Problem.Status.UNAVAILABLE, code, message, "", "send it again").after(1);
  }

  synchronized void leave() {
    count--;
    notifyAll();
  }

  synchronized int count() {
    return count;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Lets no more in. */
  synchronized void close() {
    closed = true;
  }

  /**
   * Waits until none is left.
   *
   * @return false where some are left after that time
   */
  synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (count > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
