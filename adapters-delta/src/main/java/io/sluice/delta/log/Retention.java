package io.sluice.delta.log;

import java.math.BigInteger;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a table keeps what it does not need any more. The engine calculates with such intervals
 * without looking for overflow: of one that is too long it makes a time in the future, and the next
 * checkpoint deletes the log.
 */
public final class Retention {
  public static final String LOG = "delta.logRetentionDuration";
  public static final String DELETED_FILES = "delta.deletedFileRetentionDuration";

  /** About a hundred years; the engine can count to 106,751,991 days. */
  private static final int MAX_DAYS = 36_500;

  private static final BigInteger MAX_NANOS =
      BigInteger.valueOf(MAX_DAYS).multiply(nanos(ChronoUnit.DAYS));
  private static final Pattern PART =
      Pattern.compile(
          "(\\d+)\\s+(microsecond|millisecond|second|minute|hour|day|week)s?\\b",
          Pattern.CASE_INSENSITIVE);

  private Retention() {}

  /**
   * Whether an interval such as {@code interval 1 week 2 days} is longer than can be counted on.
   */
  public static boolean isTooLong(String interval) {
    BigInteger sum = BigInteger.ZERO;
    Matcher parts = PART.matcher(interval);
    while (parts.find()) {
      sum = sum.add(new BigInteger(parts.group(1)).multiply(nanos(unit(parts.group(2)))));
    }
    return sum.compareTo(MAX_NANOS) > 0;
  }

  /** Why such an interval cannot be used. */
  public static String tooLong(String interval) {
    return "'" + interval + "' is more than " + MAX_DAYS + " days: the engine cannot count so far";
  }

  private static ChronoUnit unit(String name) {
    String plural = name.toUpperCase(Locale.ROOT) + "S";
    return switch (plural) {
      case "MICROSECONDS" -> ChronoUnit.MICROS;
      case "MILLISECONDS" -> ChronoUnit.MILLIS;
      default -> ChronoUnit.valueOf(plural);
    };
  }

  private static BigInteger nanos(ChronoUnit unit) {
    return BigInteger.valueOf(unit.getDuration().toNanos());
  }
}
