package io.sluice.bootstrap.hot;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events are compared: those that happened from one moment to another, and that had reached
 * Kafka when the window was closed. What came later may be in one store and on its way to the
 * other.
 *
 * @param from inclusive
 * @param to exclusive
 * @param closed exclusive, and a whole second, because the hot store knows no fractions of one
 */
public record Window(Instant from, Instant to, Instant closed) {
  private static final Duration HOUR = Duration.ofHours(1);

  public Window {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("it ends, at " + to + ", before it begins, at " + from);
    }
    closed = closed.truncatedTo(ChronoUnit.SECONDS);
  }

  /** It in parts that lie in one hour each, oldest first. */
  public List<Window> hours() {
    List<Window> hours = new ArrayList<>();
    for (Instant begin = from; begin.isBefore(to); ) {
      Instant next = begin.truncatedTo(ChronoUnit.HOURS).plus(HOUR);
      Instant end = next.isBefore(to) ? next : to;
      hours.add(new Window(begin, end, closed));
      begin = end;
    }
    return hours;
  }
}
