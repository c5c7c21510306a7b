package io.sluice.bootstrap.logging;

import io.sluice.ports.out.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Lets one line per subject and interval through, and counts the others. */
final class RateLimit {
  private final Clock clock;
  private final long intervalNanos;
  private final Map<String, Subject> subjects = new HashMap<>();

  RateLimit(Clock clock, Duration interval) {
    this.clock = clock;
    this.intervalNanos = interval.toNanos();
  }

  /**
   * Asks to write a line.
   *
   * @return how many lines on the subject were held back since the last one; empty to hold back
   *     this one too
   */
  synchronized OptionalLong acquire(String subject) {
    long now = clock.monotonicNanos();
    Subject known = subjects.get(subject);
    if (known != null && now - known.lastNanos < intervalNanos) {
      known.heldBack++;
      return OptionalLong.empty();
    }
    long heldBack = known == null ? 0 : known.heldBack;
    subjects.put(subject, new Subject(now));
    return OptionalLong.of(heldBack);
  }

  /** Lets the next line on the subject through at once. */
  synchronized void forget(String subject) {
    subjects.remove(subject);
  }

  private static final class Subject {
    private final long lastNanos;
    private long heldBack;

    private Subject(long lastNanos) {
      this.lastNanos = lastNanos;
    }
  }
}
