package io.sluice.storage.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How far this machine's clock is off, as the date of a store's answer tells. */
public final class ClockSkew {
  /** The stores that say what they allow say fifteen minutes; this leaves room for the others. */
  private static final Duration HARMLESS = Duration.ofMinutes(4);

  private ClockSkew() {}

  /**
   * Words the difference, to the minute.
   *
   * @param date the answer's Date header, or null
   * @param now by this machine's clock, when the answer came
   * @return empty where the clocks agree, or the answer has no date that can be read
   */
  public static Optional<String> told(String date, Instant now) {
    return parsed(date)
        .map(theirs -> Duration.between(theirs, now))
        .filter(ahead -> ahead.abs().compareTo(HARMLESS) > 0)
        .map(
            ahead ->
                "this machine's clock is "
                    + worded(ahead.abs())
                    + (ahead.isNegative() ? " behind" : " ahead of")
                    + " the store's; set it");
  }

  private static Optional<Instant> parsed(String date) {
    if (date == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      // It is only advice: whatever was refused is told without it.
      return Optional.empty();
    }
  }

  private static String worded(Duration skew) {
    if (skew.toDays() > 1) {
      return skew.toDays() + " days";
    }
    if (skew.toHours() > 1) {
      return skew.toHours() + " hours";
    }
    return skew.plusSeconds(30).toMinutes() + " minutes";
  }
}
