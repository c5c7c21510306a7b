package io.sluice.kafka.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads one record's JSON byte by byte, without tokens or objects, where it is of the common shape.
 * What it accepts is valid by RFC 8259 and valid UTF-8; what it does not understand it refuses,
 * right or wrong, and the parser reads the record from its beginning. Refusing is always safe,
 * accepting must be right: {@code JsonScannerTest} and {@code DifferentialTest} hold it against the
 * parser.
 *
 * <p>After a refusal the position means nothing.
 */
final class JsonScanner {
  /** What {@link #peek} returns at the end. */
  static final int END = -1;

  static final byte[] NULL = {'n', 'u', 'l', 'l'};
  static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long QUOTES = 0x2222222222222222L;
  private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
  private static final long BLANKS = 0x2020202020202020L;

  /** Any number of so many digits is a long. */
  private static final int MAX_LONG_DIGITS = 18;

  /** Longer numbers are rare, and left to the parser with all its limits. */
  private static final int MAX_NUMBER_LENGTH = 64;

  private static final int MAX_NAME_LENGTH = 10_000;

  private static final int MAX_EXACT_POWER = 22;
  private static final long MAX_EXACT_MANTISSA = 1L << 53;
  private static final double[] POWERS_OF_TEN = new double[MAX_EXACT_POWER + 1];

  static {
    for (int power = 0; power < POWERS_OF_TEN.length; power++) {
      POWERS_OF_TEN[power] = Double.parseDouble("1e" + power);
    }
  }

  private final EscapedText unescaped = new EscapedText();
  private byte[] json = new byte[0];
  private int end;
  private int position;
  private byte[] text = json;
  private int textStart;
  private int textLength;
  private long integer;
  private double number;

  /** Begins a record; what is before and after it in the array is no business of ours. */
  void open(byte[] array, int start, int length) {
    json = array;
    position = start;
    end = start + length;
  }

  /** The next byte that is no white space, where the position is then, or {@link #END}. */
  int peek() {
    byte[] bytes = json;
    int at = position;
    while (at < end) {
      byte c = bytes[at];
      if (c > ' ' || c < 0) {
        position = at;
        return c & 0xff;
      }
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        break;
      }
      at++;
    }
    position = at;
    return at < end ? bytes[at] : END;
  }

  /** Goes past white space and the given byte, if that is what comes next. */
  boolean take(int wanted) {
    if (position < end && json[position] == wanted) {
      position++;
      return true;
    }
    if (peek() == wanted) {
      position++;
      return true;
    }
    return false;
  }

  /** Goes past the given bytes, if they come at once. */
  boolean takeAll(byte[] wanted) {
    int at = position;
    byte[] bytes = json;
    if (at + wanted.length > end) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    position = at + wanted.length;
    return true;
  }

  /** Whether nothing but white space is left. */
  boolean isAtEnd() {
    return peek() == END;
  }

  /**
   * Reads a string; {@link #text}, {@link #textStart} and {@link #textLength} say where it is then,
   * as UTF-8.
   */
  boolean takeText() {
    if (!take('"')) {
      return false;
    }
    byte[] bytes = json;
    int start = position;
    int at = start;
    while (true) {
      at = plainEnd(bytes, at, end);
      if (at == end) {
        return false;
      }
      byte c = bytes[at];
      if (c == '"') {
        text = bytes;
        textStart = start;
        textLength = at - start;
        position = at + 1;
        return true;
      }
      if (c == '\\') {
        return takeEscapedText(start);
      }
      at = c < 0 ? StrictUtf8.afterSequence(bytes, at, end) : StrictUtf8.MALFORMED;
      if (at == StrictUtf8.MALFORMED) {
        return false;
      }
    }
  }

  /** The array that the text just read is in; its content holds until the next text is read. */
  byte[] text() {
    return text;
  }

  int textStart() {
    return textStart;
  }

  int textLength() {
    return textLength;
  }

  /** Reads a number without fraction or exponent; {@link #integer} has it then. */
  boolean takeInteger() {
    int next = peek();
    byte[] bytes = json;
    boolean negative = next == '-';
    int start = negative ? position + 1 : position;
    int at = start;
    long value = 0;
    while (at < end && isDigit(bytes[at])) {
      value = value * 10 + bytes[at] - '0';
      at++;
    }
    int digits = at - start;
    if (digits == 0
        || digits > MAX_LONG_DIGITS
        || (digits > 1 && bytes[start] == '0')
        || !isDelimiter(at)) {
      return false;
    }
    integer = negative ? -value : value;
    position = at;
    return true;
  }

  long integer() {
    return integer;
  }

  /** Reads a number of any form that is a finite double; {@link #number} has it then. */
  boolean takeNumber() {
    int start = position;
    if (!takeNumberText()) {
      return false;
    }
    number = exact(textStart, textLength);
    if (Double.isNaN(number)) {
      number =
          Double.parseDouble(new String(text, textStart, textLength, StandardCharsets.ISO_8859_1));
    }
    if (!Double.isFinite(number)) {
      position = start;
      return false;
    }
    return true;
  }

  double number() {
    return number;
  }

  /** Reads a number as the text that it is. */
  boolean takeNumberText() {
    int next = peek();
    int start = position;
    int at = next == '-' ? start + 1 : start;
    int whole = digitsEnd(at);
    if (whole == at || (whole > at + 1 && json[at] == '0')) {
      return false;
    }
    at = whole;
    if (at < end && json[at] == '.') {
      int fraction = digitsEnd(at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < end && (json[at] | 0x20) == 'e') {
      at++;
      if (at < end && (json[at] == '+' || json[at] == '-')) {
        at++;
      }
      int exponent = digitsEnd(at);
      if (exponent == at) {
        return false;
      }
      at = exponent;
    }
    if (at - start > MAX_NUMBER_LENGTH || !isDelimiter(at)) {
      return false;
    }
    text = json;
    textStart = start;
    textLength = at - start;
    position = at;
    return true;
  }

  /**
   * Reads a string as {@link #takeText}; very long ones are left to the parser, which limits them.
   */
  boolean takeName() {
    return takeText() && textLength <= MAX_NAME_LENGTH;
  }

  /** Goes past a value that is no object and no array. */
  boolean takeScalar() {
    return switch (peek()) {
      case '"' -> takeText();
      case 't' -> takeWord(TRUE);
      case 'f' -> takeWord(FALSE);
      case 'n' -> takeWord(NULL);
      default -> takeNumberText();
    };
  }

  /** Goes past a word such as {@code true}, if it comes next and ends there. */
  boolean takeWord(byte[] word) {
    peek();
    return takeAll(word) && isDelimiter(position);
  }

  /**
   * A decimal of few digits is a quotient or product of two doubles that are exact, which IEEE 754
   * rounds right (Clinger 1990); any other number gives not-a-number. Minus zero is such another.
   */
  private double exact(int start, int length) {
    long mantissa = 0;
    int power = 0;
    boolean negative = json[start] == '-';
    boolean afterPoint = false;
    for (int at = negative ? start + 1 : start; at < start + length; at++) {
      byte c = json[at];
      if (c == '.') {
        afterPoint = true;
      } else if (isDigit(c) && mantissa < MAX_EXACT_MANTISSA / 10) {
        mantissa = mantissa * 10 + c - '0';
        power -= afterPoint ? 1 : 0;
      } else {
        return Double.NaN;
      }
    }
    if (power < -MAX_EXACT_POWER || (mantissa == 0 && negative)) {
      return Double.NaN;
    }
    double value = mantissa / POWERS_OF_TEN[-power];
    return negative ? -value : value;
  }

  private boolean takeEscapedText(int start) {
    int after = unescaped.read(json, start, end);
    if (after == EscapedText.REFUSED) {
      return false;
    }
    text = unescaped.bytes();
    textStart = 0;
    textLength = unescaped.length();
    position = after;
    return true;
  }

  /** Where the first byte is that is a quote, a backslash, a control character or not ASCII. */
  static int plainEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (at <= end - Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      long quotes = word ^ QUOTES;
      long backslashes = word ^ BACKSLASHES;
      long special =
          (((quotes - LOW_BITS) & ~quotes)
                  | ((backslashes - LOW_BITS) & ~backslashes)
                  | (word - BLANKS)
                  | word)
              & HIGH_BITS;
      if (special != 0) {
        return at + Long.numberOfTrailingZeros(special) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  private int digitsEnd(int from) {
    int at = from;
    while (at < end && isDigit(json[at])) {
      at++;
    }
    return at;
  }

  /** Whether a number or word can end before that position. */
  private boolean isDelimiter(int at) {
    if (at >= end) {
      return false;
    }
    byte c = json[at];
    return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
