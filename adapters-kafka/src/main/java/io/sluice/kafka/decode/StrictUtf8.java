package io.sluice.kafka.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds what a lenient JSON parser lets through: bytes that are not UTF-8 (overlong forms, encoded
 * surrogates, code points past U+10FFFF, cut-off sequences), a byte order mark, and escapes of half
 * a surrogate pair. Such text could not be stored as it was meant.
 */
public final class StrictUtf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;

  /** Returned in place of the position after something that is no valid text. */
  static final int MALFORMED = -1;

  private static final int ESCAPE_LENGTH = 6;

  private StrictUtf8() {}

  /** The position of the first fault, or -1 when there is none. */
  public static int firstFault(byte[] json) {
    if (json.length > 2
        && json[0] == (byte) 0xef
        && json[1] == (byte) 0xbb
        && json[2] == (byte) 0xbf) {
      return 0;
    }
    int position = 0;
    while (position < json.length) {
      position = skipPlain(json, position);
      if (position == json.length) {
        break;
      }
      int next =
          json[position] == '\\'
              ? afterEscape(json, position)
              : afterSequence(json, position, json.length);
      if (next == MALFORMED) {
        return position;
      }
      position = next;
    }
    return -1;
  }

  /** Skips ASCII without backslashes, eight bytes at a time. */
  private static int skipPlain(byte[] json, int from) {
    int position = from;
    while (position <= json.length - Long.BYTES) {
      long word = (long) LONGS.get(json, position);
      long differing = word ^ BACKSLASHES;
      long special = (word | ((differing - LOW_BITS) & ~differing)) & HIGH_BITS;
      if (special != 0) {
        return position + Long.numberOfTrailingZeros(special) / Byte.SIZE;
      }
      position += Long.BYTES;
    }
    while (position < json.length && json[position] >= 0 && json[position] != '\\') {
      position++;
    }
    return position;
  }

  /** Whether an escape is one at all is the parser's business; here only surrogates matter. */
  private static int afterEscape(byte[] json, int position) {
    int unit = escapedUnit(json, position, json.length);
    if (unit < 0) {
      return Math.min(position + 2, json.length);
    }
    if (Character.isLowSurrogate((char) unit)) {
      return MALFORMED;
    }
    if (!Character.isHighSurrogate((char) unit)) {
      return position + ESCAPE_LENGTH;
    }
    int second = escapedUnit(json, position + ESCAPE_LENGTH, json.length);
    return second >= 0 && Character.isLowSurrogate((char) second)
        ? position + 2 * ESCAPE_LENGTH
        : MALFORMED;
  }

  /** The UTF-16 unit that is escaped at the position, before the end, or -1. */
  static int escapedUnit(byte[] json, int position, int end) {
    if (position + ESCAPE_LENGTH > end || json[position] != '\\' || json[position + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = 2; i < ESCAPE_LENGTH; i++) {
      int digit = Character.digit(json[position + i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /**
   * The position after the sequence of bytes past ASCII that begins there and ends before the end,
   * or {@link #MALFORMED}.
   */
  static int afterSequence(byte[] json, int position, int end) {
    int lead = json[position] & 0xff;
    if (lead >= 0xc2 && lead <= 0xdf) {
      return isTail(json, position + 1, end) ? position + 2 : MALFORMED;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      boolean valid =
          isTail(json, position + 1, end)
              && isTail(json, position + 2, end)
              && !(lead == 0xe0 && (json[position + 1] & 0xff) < 0xa0)
              && !(lead == 0xed && (json[position + 1] & 0xff) > 0x9f);
      return valid ? position + 3 : MALFORMED;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
      boolean valid =
          isTail(json, position + 1, end)
              && isTail(json, position + 2, end)
              && isTail(json, position + 3, end)
              && !(lead == 0xf0 && (json[position + 1] & 0xff) < 0x90)
              && !(lead == 0xf4 && (json[position + 1] & 0xff) > 0x8f);
      return valid ? position + 4 : MALFORMED;
    }
    return MALFORMED;
  }

  private static boolean isTail(byte[] json, int position, int end) {
    return position < end && (json[position] & 0xc0) == 0x80;
  }
}
