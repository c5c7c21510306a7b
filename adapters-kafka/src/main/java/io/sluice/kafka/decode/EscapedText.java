package io.sluice.kafka.decode;

import java.util.Arrays;

/** A JSON string with escapes as the UTF-8 that it means, in one array that is used again. */
final class EscapedText {
  /** Returned for a string that is not understood here. */
  static final int REFUSED = -1;

  private static final int MAX_KEPT = 1 << 20;
  private static final int ESCAPE_LENGTH = 6;

  private byte[] bytes = new byte[256];
  private int length;

  /**
   * Reads a string up to its closing quote.
   *
   * @param start after the opening quote
   * @return the position after the closing quote, or {@link #REFUSED}
   */
  int read(byte[] json, int start) {
    begin();
    int from = start;
    while (true) {
      int at = JsonScanner.plainEnd(json, from);
      append(json, from, at);
      if (at == json.length) {
        return REFUSED;
      }
      byte c = json[at];
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\') {
        from = unescape(json, at);
      } else {
        from = c < 0 ? StrictUtf8.afterSequence(json, at) : StrictUtf8.MALFORMED;
        if (from != StrictUtf8.MALFORMED) {
          append(json, at, from);
        }
      }
      if (from < 0) {
        return REFUSED;
      }
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void begin() {
    if (bytes.length > MAX_KEPT) {
      bytes = new byte[256];
    }
    length = 0;
  }

  /** Appends what an escape means, and returns where it ends, or {@link #REFUSED}. */
  private int unescape(byte[] json, int at) {
    if (at + 1 == json.length) {
      return REFUSED;
    }
    switch (json[at + 1]) {
      case '"', '\\', '/' -> append(json[at + 1]);
      case 'n' -> append('\n');
      case 't' -> append('\t');
      case 'r' -> append('\r');
      case 'b' -> append('\b');
      case 'f' -> append('\f');
      case 'u' -> {
        return unescapeUnit(json, at);
      }
      default -> {
        return REFUSED;
      }
    }
    return at + 2;
  }

  private int unescapeUnit(byte[] json, int at) {
    int unit = StrictUtf8.escapedUnit(json, at);
    if (unit < 0 || Character.isLowSurrogate((char) unit)) {
      return REFUSED;
    }
    if (!Character.isHighSurrogate((char) unit)) {
      appendCodePoint(unit);
      return at + ESCAPE_LENGTH;
    }
    int low = StrictUtf8.escapedUnit(json, at + ESCAPE_LENGTH);
    if (low < 0 || !Character.isLowSurrogate((char) low)) {
      return REFUSED;
    }
    appendCodePoint(Character.toCodePoint((char) unit, (char) low));
    return at + 2 * ESCAPE_LENGTH;
  }

  private void appendCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      append(codePoint);
    } else if (codePoint < 0x800) {
      append(0xc0 | (codePoint >> 6));
      appendTail(codePoint);
    } else if (codePoint < 0x10000) {
      append(0xe0 | (codePoint >> 12));
      appendTail(codePoint >> 6);
      appendTail(codePoint);
    } else {
      append(0xf0 | (codePoint >> 18));
      appendTail(codePoint >> 12);
      appendTail(codePoint >> 6);
      appendTail(codePoint);
    }
  }

  private void appendTail(int bits) {
    append(0x80 | (bits & 0x3f));
  }

  private void append(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  private void append(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
