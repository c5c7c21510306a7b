package io.sluice.bootstrap.hot;

import java.time.Instant;
import java.util.Comparator;

/**
 * The events of one type in one hour, which is what the two stores are compared by.
 *
 * @param hour its beginning, in UTC
 */
public record EventHour(Instant hour, String eventType) implements Comparable<EventHour> {
  private static final Comparator<EventHour> ORDER =
      Comparator.comparing(EventHour::hour).thenComparing(EventHour::eventType);

  @Override
  public int compareTo(EventHour other) {
    return ORDER.compare(this, other);
  }
}
