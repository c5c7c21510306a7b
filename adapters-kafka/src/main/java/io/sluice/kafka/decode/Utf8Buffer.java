package io.sluice.kafka.decode;

import java.util.Arrays;

/** UTF-8 in one array that is used again and again. */
final class Utf8Buffer {
  /** The most bytes that a code point takes. */
  static final int LONGEST = 4;

  private static final int FIRST = 256;
  private static final int MAX_KEPT = 1 << 20;
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private byte[] bytes = new byte[FIRST];
  private int length;

  /** Begins another text. An array that grew beyond the ordinary is not kept for it. */
  void clear() {
    if (bytes.length > MAX_KEPT) {
      bytes = new byte[FIRST];
    }
    length = 0;
  }

  /** The array that the text begins at the start of; replaced when it grows. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Makes room for so many bytes more. */
  void reserve(long more) {
    long needed = length + more;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(needed, 2L * bytes.length)));
    }
  }

  /** Appends UTF-8, and makes room for it. */
  void append(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  /** Puts one byte where there is room. */
  void put(int value) {
    bytes[length++] = (byte) value;
  }

  /** Puts a code point, no half of a pair, where there is room. */
  void putCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      put(codePoint);
    } else if (codePoint < 0x800) {
      put(0xc0 | (codePoint >> 6));
      putTail(codePoint);
    } else if (codePoint < 0x10000) {
      put(0xe0 | (codePoint >> 12));
      putTail(codePoint >> 6);
      putTail(codePoint);
    } else {
      put(0xf0 | (codePoint >> 18));
      putTail(codePoint >> 12);
      putTail(codePoint >> 6);
      putTail(codePoint);
    }
  }

  private void putTail(int bits) {
    put(0x80 | (bits & 0x3f));
  }
}
