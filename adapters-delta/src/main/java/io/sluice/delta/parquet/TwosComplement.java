package io.sluice.delta.parquet;

import java.util.Arrays;

/** Whole numbers as big-endian two's complement. */
final class TwosComplement {
  private TwosComplement() {}

  /**
   * Writes a number into a wider or equally wide field.
   *
   * @throws IllegalArgumentException when the number is longer than the field, or has no byte
   */
  static void extend(byte[] source, int start, int length, byte[] target) {
    int padding = target.length - length;
    if (length == 0 || padding < 0) {
      throw new IllegalArgumentException(
          "a decimal of " + length + " bytes does not fit its " + target.length);
    }
    byte sign = (byte) (source[start] >> (Byte.SIZE - 1));
    Arrays.fill(target, 0, padding, sign);
    System.arraycopy(source, start, target, padding, length);
  }

  /** Compares numbers in fields of the same width. */
  static int compare(byte[] left, byte[] right) {
    int signed = Byte.compare(left[0], right[0]);
    return signed != 0 ? signed : Arrays.compareUnsigned(left, right);
  }
}
