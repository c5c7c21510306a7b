package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.Writer;

/**
 * The text of a parser's current token as UTF-8, in one array that is used again and again. Halves
 * of surrogate pairs must have been ruled out.
 */
final class Utf8Text {
  private static final int LONG_TEXT = 1 << 16;
  private static final int LONGEST_OF_CHARACTER = 3;

  private final Writer chunks = new Chunks();
  private final Utf8Buffer text = new Utf8Buffer();
  private char high;

  /** Takes over the token's text: a string's, a number's. */
  void load(JsonParser parser) throws IOException {
    text.clear();
    int size = parser.getTextLength();
    if (size > LONG_TEXT) {
      // The characters come in pieces then: one array of them all would be another copy.
      parser.getText(chunks);
    } else {
      char[] characters = parser.getTextCharacters();
      int offset = parser.getTextOffset();
      encode(characters, offset, size);
    }
  }

  void load(String value) {
    text.clear();
    for (int i = 0; i < value.length(); i++) {
      reserve(1);
      encode(value.charAt(i));
    }
  }

  /** Takes over text that is UTF-8 already. */
  void load(byte[] utf8, int start, int size) {
    text.clear();
    text.append(utf8, start, size);
  }

  /** The array that the text begins at the start of; replaced when it grows. */
  byte[] bytes() {
    return text.bytes();
  }

  int length() {
    return text.length();
  }

  private void encode(char[] characters, int offset, int size) {
    reserve(size);
    for (int i = offset; i < offset + size; i++) {
      encode(characters[i]);
    }
  }

  private void encode(char c) {
    if (Character.isHighSurrogate(c)) {
      high = c;
    } else if (Character.isLowSurrogate(c)) {
      text.putCodePoint(Character.toCodePoint(high, c));
    } else {
      text.putCodePoint(c);
    }
  }

  /** Makes room for characters: three bytes each, four for a pair that began in a chunk before. */
  private void reserve(int characters) {
    text.reserve((long) LONGEST_OF_CHARACTER * characters + 1);
  }

  /** Where the parser puts a long text. */
  private final class Chunks extends Writer {
    private static final int PIECE = 1 << 13;

    @Override
    public void write(char[] characters, int offset, int size) {
      for (int done = 0; done < size; done += PIECE) {
        encode(characters, offset + done, Math.min(PIECE, size - done));
      }
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
