package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.domain.column.BooleanVector;
import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.DoubleVector;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.schema.PrimitiveType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;

/** One decoder for each type whose values JSON writes as one token. */
final class ScalarDecoders {
  private ScalarDecoders() {}

  static final class Strings extends ValueDecoder {
    private final BytesVector vector;
    private final Utf8Text text;

    Strings(String path, BytesVector vector, Utf8Text text) {
      super(path, PrimitiveType.STRING, vector);
      this.vector = vector;
      this.text = text;
    }

    @Override
    void decodePresent(JsonParser parser, JsonToken token)
        throws IOException, UnfitRecordException {
      if (token != JsonToken.VALUE_STRING) {
        throw mismatch(token);
      }
      text.load(parser);
      vector.append(text.bytes(), 0, text.length());
    }

    @Override
    boolean scanPresent(JsonScanner scanner) {
      if (!scanner.takeText()) {
        return false;
      }
      vector.append(scanner.text(), scanner.textStart(), scanner.textLength());
      return true;
    }
  }

  /** Whole numbers written as such: 5.0 and 5e0 are not. */
  static final class Longs extends ValueDecoder {
    private final LongVector vector;

    Longs(String path, LongVector vector) {
      super(path, PrimitiveType.LONG, vector);
      this.vector = vector;
    }

    @Override
    void decodePresent(JsonParser parser, JsonToken token)
        throws IOException, UnfitRecordException {
      if (token != JsonToken.VALUE_NUMBER_INT) {
        throw mismatch(token);
      }
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw outOfRange();
      }
      vector.append(parser.getLongValue());
    }

    @Override
    boolean scanPresent(JsonScanner scanner) {
      if (!scanner.takeInteger()) {
        return false;
      }
      vector.append(scanner.integer());
      return true;
    }
  }

  /** Numbers of any form, rounded to the nearest double; those past the largest do not fit. */
  static final class Doubles extends ValueDecoder {
    private final DoubleVector vector;

    Doubles(String path, DoubleVector vector) {
      super(path, PrimitiveType.DOUBLE, vector);
      this.vector = vector;
    }

    @Override
    void decodePresent(JsonParser parser, JsonToken token)
        throws IOException, UnfitRecordException {
      if (!token.isNumeric()) {
        throw mismatch(token);
      }
      double value = parser.getDoubleValue();
      if (!Double.isFinite(value)) {
        throw outOfRange();
      }
      vector.append(value);
    }

    @Override
    boolean scanPresent(JsonScanner scanner) {
      if (!scanner.takeNumber()) {
        return false;
      }
      vector.append(scanner.number());
      return true;
    }
  }

  static final class Booleans extends ValueDecoder {
    private final BooleanVector vector;

    Booleans(String path, BooleanVector vector) {
      super(path, PrimitiveType.BOOLEAN, vector);
      this.vector = vector;
    }

    @Override
    void decodePresent(JsonParser parser, JsonToken token) throws UnfitRecordException {
      if (!token.isBoolean()) {
        throw mismatch(token);
      }
      vector.append(token == JsonToken.VALUE_TRUE);
    }

    @Override
    boolean scanPresent(JsonScanner scanner) {
      boolean value = scanner.takeWord(JsonScanner.TRUE);
      if (!value && !scanner.takeWord(JsonScanner.FALSE)) {
        return false;
      }
      vector.append(value);
      return true;
    }
  }

  /** Instants as text. */
  static class Timestamps extends ValueDecoder {
    private final LongVector vector;
    private final Utf8Text text;

    Timestamps(String path, LongVector vector, Utf8Text text) {
      super(path, PrimitiveType.TIMESTAMP, vector);
      this.vector = vector;
      this.text = text;
    }

    @Override
    void decodePresent(JsonParser parser, JsonToken token)
        throws IOException, UnfitRecordException {
      if (token != JsonToken.VALUE_STRING) {
        throw mismatch(token);
      }
      text.load(parser);
      long micros = Rfc3339.instant(text.bytes(), 0, text.length());
      if (micros == Rfc3339.NONE) {
        throw Rfc3339.isInstantOutOfYears(text.bytes(), text.length())
            ? outOfRange()
            : mismatch("a text that is no date and time with a zone");
      }
      vector.append(micros);
    }

    @Override
    boolean scanPresent(JsonScanner scanner) {
      if (!scanner.takeText()) {
        return false;
      }
      long micros = Rfc3339.instant(scanner.text(), scanner.textStart(), scanner.textLength());
      if (micros == Rfc3339.NONE) {
        return false;
      }
      vector.append(micros);
      return true;
    }
  }

  /** Instants as text, or as a whole number of a unit since the epoch. */
  static final class EpochTimestamps extends Timestamps {
    private final LongVector vector;
    private final TimestampUnit unit;

    EpochTimestamps(String path, LongVector vector, Utf8Text text, TimestampUnit unit) {
      super(path, vector, text);
      this.vector = vector;
      this.unit = unit;
    }

    @Override
    void decodePresent(JsonParser parser, JsonToken token)
        throws IOException, UnfitRecordException {
      if (token != JsonToken.VALUE_NUMBER_INT) {
        super.decodePresent(parser, token);
        return;
      }
      long micros =
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? Rfc3339.NONE
              : unit.toMicros(parser.getLongValue());
      if (micros == Rfc3339.NONE) {
        throw outOfRange();
      }
      vector.append(micros);
    }

    @Override
    boolean scanPresent(JsonScanner scanner) {
      if (scanner.peek() == '"') {
        return super.scanPresent(scanner);
      }
      long micros = scanner.takeInteger() ? unit.toMicros(scanner.integer()) : Rfc3339.NONE;
      if (micros == Rfc3339.NONE) {
        return false;
      }
      vector.append(micros);
      return true;
    }
  }

  static final class Dates extends ValueDecoder {
    private final LongVector vector;
    private final Utf8Text text;

    Dates(String path, LongVector vector, Utf8Text text) {
      super(path, PrimitiveType.DATE, vector);
      this.vector = vector;
      this.text = text;
    }

    @Override
    void decodePresent(JsonParser parser, JsonToken token)
        throws IOException, UnfitRecordException {
      if (token != JsonToken.VALUE_STRING) {
        throw mismatch(token);
      }
      text.load(parser);
      long day = Rfc3339.day(text.bytes(), 0, text.length());
      if (day == Rfc3339.NONE) {
        throw Rfc3339.isDayOutOfYears(text.bytes(), text.length())
            ? outOfRange()
            : mismatch("a text that is no date");
      }
      vector.append(day);
    }

    @Override
    boolean scanPresent(JsonScanner scanner) {
      if (!scanner.takeText()) {
        return false;
      }
      long day = Rfc3339.day(scanner.text(), scanner.textStart(), scanner.textLength());
      if (day == Rfc3339.NONE) {
        return false;
      }
      vector.append(day);
      return true;
    }
  }

  /** Base64 with the alphabet of RFC 4648 section 4; padding may be missing. */
  static final class Binaries extends ValueDecoder {
    private final BytesVector vector;
    private final Utf8Text text;

    Binaries(String path, BytesVector vector, Utf8Text text) {
      super(path, PrimitiveType.BINARY, vector);
      this.vector = vector;
      this.text = text;
    }

    @Override
    void decodePresent(JsonParser parser, JsonToken token)
        throws IOException, UnfitRecordException {
      if (token != JsonToken.VALUE_STRING) {
        throw mismatch(token);
      }
      text.load(parser);
      ByteBuffer decoded;
      try {
        decoded = Base64.getDecoder().decode(ByteBuffer.wrap(text.bytes(), 0, text.length()));
      } catch (IllegalArgumentException e) {
        throw mismatch("a text that is not base64");
      }
      vector.append(decoded.array(), 0, decoded.limit());
    }

    @Override
    boolean scanPresent(JsonScanner scanner) {
      // Whether a text is base64 is said by an exception, so it is left to the parser's path.
      return false;
    }
  }
}
