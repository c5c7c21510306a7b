package io.sluice.kafka.decode;

import io.sluice.domain.schema.DecimalType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads decimal numbers into the unscaled value of a type, exactly or not at all: a number with
 * more digits after the point than the type has does not fit, unless the surplus is zeros. Its work
 * is bounded by the text's length, whatever the exponent says.
 */
final class ExactDecimal {
  private static final int MAX_EXPONENT = 1_000_000_000;

  private final DecimalType type;
  private final byte[] digits;
  private int count;
  private boolean negative;

  ExactDecimal(DecimalType type) {
    this.type = type;
    this.digits = new byte[type.precision()];
  }

  /** Whether a text is digits, with a minus before and a point inside at most. */
  static boolean isPlain(byte[] text, int length) {
    int position = length > 0 && text[0] == '-' ? 1 : 0;
    int whole = digitsEnd(text, position, length);
    if (whole == position || whole == length) {
      return whole > position;
    }
    return text[whole] == '.' && whole + 1 < length && digitsEnd(text, whole + 1, length) == length;
  }

  /**
   * Takes in a number of JSON's grammar.
   *
   * @return whether it fits; only then the unscaled value is there to be asked for
   */
  boolean read(byte[] number, int length) {
    negative = number[0] == '-';
    count = 0;
    long power = 0;
    long zeros = 0;
    boolean afterPoint = false;
    int position = negative ? 1 : 0;
    for (; position < length && (number[position] | 0x20) != 'e'; position++) {
      byte c = number[position];
      if (c == '.') {
        afterPoint = true;
        continue;
      }
      power -= afterPoint ? 1 : 0;
      if (c == '0') {
        zeros += count > 0 ? 1 : 0;
      } else if (push(zeros, c)) {
        zeros = 0;
      } else {
        return false;
      }
    }
    if (count == 0) {
      return true;
    }
    power += zeros + exponent(number, position, length) + type.scale();
    if (power < 0 || power > digits.length - count) {
      return false;
    }
    pushZeros(power);
    return true;
  }

  /** For types of up to {@link DecimalType#MAX_LONG_PRECISION} digits. */
  long unscaledLong() {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value * 10 + digits[i] - '0';
    }
    return negative ? -value : value;
  }

  /** Big-endian two's complement, as short as possible. */
  byte[] unscaledBytes() {
    if (count <= DecimalType.MAX_LONG_PRECISION) {
      return BigInteger.valueOf(unscaledLong()).toByteArray();
    }
    BigInteger value = new BigInteger(new String(digits, 0, count, StandardCharsets.US_ASCII));
    return (negative ? value.negate() : value).toByteArray();
  }

  private boolean push(long zerosBefore, byte digit) {
    if (zerosBefore >= digits.length - count) {
      return false;
    }
    pushZeros(zerosBefore);
    digits[count++] = digit;
    return true;
  }

  private void pushZeros(long zeros) {
    Arrays.fill(digits, count, count + (int) zeros, (byte) '0');
    count += (int) zeros;
  }

  private static long exponent(byte[] number, int from, int length) {
    if (from >= length) {
      return 0;
    }
    boolean minus = number[from + 1] == '-';
    long exponent = 0;
    for (int i = from + 1; i < length; i++) {
      if (number[i] >= '0' && number[i] <= '9') {
        exponent = Math.min(MAX_EXPONENT, exponent * 10 + number[i] - '0');
      }
    }
    return minus ? -exponent : exponent;
  }

  private static int digitsEnd(byte[] text, int from, int length) {
    int end = from;
    while (end < length && text[end] >= '0' && text[end] <= '9') {
      end++;
    }
    return end;
  }
}
