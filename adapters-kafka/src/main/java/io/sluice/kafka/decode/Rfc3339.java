package io.sluice.kafka.decode;

/**
 * Reads instants and days from ASCII text without making an object. An instant is {@code
 * yyyy-MM-ddTHH:mm[:ss[.f]]} with a zone, {@code Z} or {@code +HH:mm}; of up to nine digits of a
 * fraction those after the sixth are cut off. Years are 1 to 9999, in UTC too; there is no second
 * 60, because the epoch has no room for it.
 */
public final class Rfc3339 {
  /** What is returned for a text that is none. */
  public static final long NONE = Long.MIN_VALUE;

  /** 0001-01-01T00:00:00Z in microseconds. */
  static final long MIN = -62_135_596_800_000_000L;

  /** 9999-12-31T23:59:59.999999Z in microseconds. */
  static final long MAX = 253_402_300_799_999_999L;

  private static final int YEAR_LENGTH = 4;
  private static final int DATE_LENGTH = 10;
  private static final int MINUTES_LENGTH = 16;
  private static final int MAX_FRACTION = 9;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Rfc3339() {}

  /** Days since the epoch, or {@link #NONE}. */
  static long day(byte[] text, int start, int length) {
    return length == DATE_LENGTH ? dayAt(text, start) : NONE;
  }

  /** Microseconds since the epoch, or {@link #NONE}. */
  public static long instant(byte[] text, int start, int length) {
    if (length <= MINUTES_LENGTH || (text[start + 10] | 0x20) != 't' || text[start + 13] != ':') {
      return NONE;
    }
    int end = start + length;
    long day = dayAt(text, start);
    int hour = twoDigits(text, start + 11);
    int minute = twoDigits(text, start + 14);
    if (day == NONE || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return NONE;
    }
    int position = start + MINUTES_LENGTH;
    int second = 0;
    if (text[position] == ':') {
      second = position + 3 < end ? twoDigits(text, position + 1) : -1;
      if (second < 0 || second > 59) {
        return NONE;
      }
      position += 3;
    }
    long micros = 0;
    if (text[position] == '.' && position > start + MINUTES_LENGTH) {
      int digits = digitsFrom(text, position + 1, end);
      if (digits == 0 || digits > MAX_FRACTION) {
        return NONE;
      }
      micros = fraction(text, position + 1, digits);
      position += 1 + digits;
    }
    int offset = offsetMinutes(text, position, end);
    if (offset == Integer.MIN_VALUE) {
      return NONE;
    }
    long seconds = ((day * 24 + hour) * 60 + minute - offset) * 60 + second;
    long instant = seconds * 1_000_000 + micros;
    return instant >= MIN && instant <= MAX ? instant : NONE;
  }

  /** Whether a text that is no day here is one before the year 1 or after the year 9999. */
  static boolean isDayOutOfYears(byte[] text, int length) {
    byte[] same = inOurYears(text, length);
    return day(same, 0, same.length) != NONE;
  }

  /** Whether a text that is no instant here is one before the year 1 or after the year 9999. */
  static boolean isInstantOutOfYears(byte[] text, int length) {
    byte[] same = inOurYears(text, length);
    return instant(same, 0, same.length) != NONE;
  }

  /**
   * The same day of a year from 2000 to 2399, since the calendar repeats after 400 years; empty
   * where there is no year in front, or one that needs no other spelling.
   */
  private static byte[] inOurYears(byte[] text, int length) {
    int start = length > 0 && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    int end = start;
    while (end < length && isDigit(text[end])) {
      end++;
    }
    boolean isUsual = start == 0 && end == YEAR_LENGTH;
    if (end - start < YEAR_LENGTH
        || (!isUsual && text[0] != '-' && isBelow10000(text, start, end))) {
      return new byte[0];
    }
    byte[] same = new byte[YEAR_LENGTH + length - end];
    int year = twoDigits(text, end - 4) * 100 + twoDigits(text, end - 2);
    putYear(same, 2000 + Math.floorMod(text[0] == '-' ? -year : year, 400));
    System.arraycopy(text, end, same, YEAR_LENGTH, length - end);
    return same;
  }

  private static boolean isBelow10000(byte[] text, int start, int end) {
    for (int i = start; i < end - YEAR_LENGTH; i++) {
      if (text[i] != '0') {
        return false;
      }
    }
    return true;
  }

  private static void putYear(byte[] text, int year) {
    int rest = year;
    for (int i = YEAR_LENGTH - 1; i >= 0; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static long dayAt(byte[] text, int start) {
    int century = twoDigits(text, start);
    int yearOfCentury = twoDigits(text, start + 2);
    int month = twoDigits(text, start + 5);
    int day = twoDigits(text, start + 8);
    if (century < 0 || yearOfCentury < 0 || text[start + 4] != '-' || text[start + 7] != '-') {
      return NONE;
    }
    int year = century * 100 + yearOfCentury;
    if (year == 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      return NONE;
    }
    return epochDay(year, month, day);
  }

  private static int daysIn(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : DAYS[month - 1];
  }

  /** Counts from March, so that the leap day is a year's last. */
  private static long epochDay(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int era = marchYear / 400;
    int yearOfEra = marchYear % 400;
    int dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  private static int offsetMinutes(byte[] text, int position, int end) {
    if (position + 1 == end) {
      return (text[position] | 0x20) == 'z' ? 0 : Integer.MIN_VALUE;
    }
    if (position + 6 != end || text[position + 3] != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = twoDigits(text, position + 1);
    int minutes = twoDigits(text, position + 4);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    return switch (text[position]) {
      case '+' -> hours * 60 + minutes;
      case '-' -> -(hours * 60 + minutes);
      default -> Integer.MIN_VALUE;
    };
  }

  private static int digitsFrom(byte[] text, int position, int textEnd) {
    int end = position;
    while (end < textEnd && isDigit(text[end])) {
      end++;
    }
    return end == textEnd ? 0 : end - position;
  }

  private static long fraction(byte[] text, int position, int digits) {
    long micros = 0;
    for (int i = 0; i < 6; i++) {
      micros = micros * 10 + (i < digits ? text[position + i] - '0' : 0);
    }
    return micros;
  }

  private static int twoDigits(byte[] text, int position) {
    byte tens = text[position];
    byte ones = text[position + 1];
    return isDigit(tens) && isDigit(ones) ? (tens - '0') * 10 + ones - '0' : -1;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
