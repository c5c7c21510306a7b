package io.sluice.kafka.decode;

/** A JSON string with escapes as the UTF-8 that it means, in one array that is used again. */
final class EscapedText {
  /** Returned for a string that is not understood here. */
  static final int REFUSED = -1;

  private static final int ESCAPE_LENGTH = 6;

  private final Utf8Buffer text = new Utf8Buffer();

  /**
   * Reads a string up to its closing quote.
   *
   * @param start after the opening quote
   * @param end of the record
   * @return the position after the closing quote, or {@link #REFUSED}
   */
  int read(byte[] json, int start, int end) {
    text.clear();
    int from = start;
    while (true) {
      int at = JsonScanner.plainEnd(json, from, end);
      text.append(json, from, at - from);
      if (at == end) {
        return REFUSED;
      }
      byte c = json[at];
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\') {
        from = unescape(json, at, end);
      } else {
        from = c < 0 ? StrictUtf8.afterSequence(json, at, end) : StrictUtf8.MALFORMED;
        if (from != StrictUtf8.MALFORMED) {
          text.append(json, at, from - at);
        }
      }
      if (from < 0) {
        return REFUSED;
      }
    }
  }

  byte[] bytes() {
    return text.bytes();
  }

  int length() {
    return text.length();
  }

  /** Appends what an escape means, and returns where it ends, or {@link #REFUSED}. */
  private int unescape(byte[] json, int at, int end) {
    if (at + 1 == end) {
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
        return unescapeUnit(json, at, end);
      }
      default -> {
        return REFUSED;
      }
    }
    return at + 2;
  }

  private int unescapeUnit(byte[] json, int at, int end) {
    int unit = StrictUtf8.escapedUnit(json, at, end);
    if (unit < 0 || Character.isLowSurrogate((char) unit)) {
      return REFUSED;
    }
    if (!Character.isHighSurrogate((char) unit)) {
      append(unit);
      return at + ESCAPE_LENGTH;
    }
    int low = StrictUtf8.escapedUnit(json, at + ESCAPE_LENGTH, end);
    if (low < 0 || !Character.isLowSurrogate((char) low)) {
      return REFUSED;
    }
    append(Character.toCodePoint((char) unit, (char) low));
    return at + 2 * ESCAPE_LENGTH;
  }

  private void append(int codePoint) {
    text.reserve(Utf8Buffer.LONGEST);
    text.putCodePoint(codePoint);
  }
}
