package io.sluice.delta.parquet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Bounds as text: shortened or rounded, but never to the wrong side. */
final class BoundText {
  /** As many code points of a text as Delta keeps. */
  private static final int PREFIX = 32;

  private static final String REPLACEMENT = "\uFFFD";
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);
  private static final long MICROS_PER_MILLI = 1000;
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Readers agree on the text of years of four digits only: 0001-01-01 to 9999-12-31. */
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final long MILLIS_PER_DAY = 86_400_000;

  private BoundText() {}

  /** A lower bound of a text. */
  static String notAfter(String text) {
    return isShort(text) ? text : text.substring(0, text.offsetByCodePoints(0, PREFIX));
  }

  /**
   * An upper bound of a text: its prefix and a code point greater than the one that follows there.
   * Empty when only the greatest code points follow.
   */
  static Optional<String> notBefore(String text) {
    if (isShort(text)) {
      return Optional.of(text);
    }
    int end = text.offsetByCodePoints(0, PREFIX);
    for (int kept = PREFIX; kept < 2 * PREFIX && end < text.length(); kept++) {
      int next = text.codePointAt(end);
      if (next < REPLACEMENT.codePointAt(0)) {
        return Optional.of(text.substring(0, end) + REPLACEMENT);
      }
      if (next < Character.MAX_CODE_POINT) {
        return Optional.of(text.substring(0, end) + LAST);
      }
      end += Character.charCount(next);
    }
    return end == text.length() ? Optional.of(text) : Optional.empty();
  }

  /** A lower bound of an instant in microseconds: its millisecond. */
  static Optional<String> instantNotAfter(long micros) {
    return instant(Math.floorDiv(micros, MICROS_PER_MILLI));
  }

  /** An upper bound of an instant in microseconds: the next full millisecond. */
  static Optional<String> instantNotBefore(long micros) {
    long floor = Math.floorDiv(micros, MICROS_PER_MILLI);
    return instant(Math.floorMod(micros, MICROS_PER_MILLI) == 0 ? floor : floor + 1);
  }

  /** A day, exact. */
  static Optional<String> day(long epochDay) {
    return epochDay < FIRST_DAY || epochDay > LAST_DAY
        ? Optional.empty()
        : Optional.of(LocalDate.ofEpochDay(epochDay).toString());
  }

  private static Optional<String> instant(long millis) {
    long day = Math.floorDiv(millis, MILLIS_PER_DAY);
    return day < FIRST_DAY || day > LAST_DAY
        ? Optional.empty()
        : Optional.of(INSTANT.format(Instant.ofEpochMilli(millis)));
  }

  private static boolean isShort(String text) {
    return text.codePointCount(0, text.length()) <= PREFIX;
  }
}
