package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/**
 * The text of a parser's current token as UTF-8, in one array that is used again and again. Halves
 * of surrogate pairs must have been ruled out.
 */
final class Utf8Text {
  private static final int LONG_TEXT = 1 << 16;
  private static final int MAX_KEPT = 1 << 20;

  private final Writer chunks = new Chunks();
  private byte[] bytes = new byte[256];
  private int length;
  private char high;

  /** Takes over the token's text: a string's, a number's. */
  void load(JsonParser parser) throws IOException {
    begin();
    int size = parser.getTextLength();
    if (size > LONG_TEXT) {
      // The characters come in pieces then: one array of them all would be another copy.
      parser.getText(chunks);
    } else {
      char[] characters = parser.getTextCharacters();
      int offset = parser.getTextOffset();
      reserve(size);
      int ascii = appendAscii(characters, offset, size);
      encode(characters, offset + ascii, size - ascii);
    }
  }

  void load(String text) {
    begin();
    for (int i = 0; i < text.length(); i++) {
      reserve(1);
      encode(text.charAt(i));
    }
  }

  /** Takes over text that is UTF-8 already. */
  void load(byte[] utf8, int start, int size) {
    begin();
    reserve(size);
    System.arraycopy(utf8, start, bytes, 0, size);
    length = size;
  }

  /** The array that the text begins at the start of; replaced when it grows. */
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

  private int appendAscii(char[] characters, int offset, int size) {
    byte[] target = bytes;
    int i = 0;
    while (i < size && characters[offset + i] < 0x80) {
      target[i] = (byte) characters[offset + i];
      i++;
    }
    length = i;
    return i;
  }

  private void encode(char[] characters, int offset, int size) {
    reserve(size);
    for (int i = offset; i < offset + size; i++) {
      encode(characters[i]);
    }
  }

  private void encode(char c) {
    if (c < 0x80) {
      bytes[length++] = (byte) c;
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xc0 | (c >> 6));
      putTail(c);
    } else if (Character.isHighSurrogate(c)) {
      high = c;
    } else if (Character.isLowSurrogate(c)) {
      int codePoint = Character.toCodePoint(high, c);
      bytes[length++] = (byte) (0xf0 | (codePoint >> 18));
      putTail(codePoint >> 12);
      putTail(codePoint >> 6);
      putTail(codePoint);
    } else {
      bytes[length++] = (byte) (0xe0 | (c >> 12));
      putTail(c >> 6);
      putTail(c);
    }
  }

  private void putTail(int bits) {
    bytes[length++] = (byte) (0x80 | (bits & 0x3f));
  }

  /** Makes room for characters: three bytes each, four for a pair that began in a chunk before. */
  private void reserve(int characters) {
    long needed = length + 3L * characters + 1;
    if (needed > bytes.length) {
      long grown = Math.min(Integer.MAX_VALUE - 16, Math.max(needed, 2L * bytes.length));
      bytes = Arrays.copyOf(bytes, (int) grown);
    }
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
