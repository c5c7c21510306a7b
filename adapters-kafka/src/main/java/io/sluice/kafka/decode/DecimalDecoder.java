package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.schema.DecimalType;
import java.io.IOException;

/** Exact decimals, from numbers and from texts of digits; nothing is ever rounded. */
final class DecimalDecoder extends ValueDecoder {
  private final Utf8Text text;
  private final ExactDecimal decimal;

  DecimalDecoder(String path, DecimalType type, ColumnVector vector, Utf8Text text) {
    super(path, type, vector);
    this.text = text;
    this.decimal = new ExactDecimal(type);
  }

  @Override
  void decodePresent(JsonParser parser, JsonToken token) throws IOException, UnfitRecordException {
    if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
      throw mismatch(token);
    }
    text.load(parser);
    if (token == JsonToken.VALUE_STRING && !ExactDecimal.isPlain(text.bytes(), text.length())) {
      throw mismatch("a text that is no plain decimal number");
    }
    if (!decimal.read(text.bytes(), text.length())) {
      throw outOfRange();
    }
    append();
  }

  @Override
  boolean scanPresent(JsonScanner scanner) {
    boolean quoted = scanner.peek() == '"';
    if (!(quoted ? scanner.takeText() : scanner.takeNumberText())) {
      return false;
    }
    text.load(scanner.text(), scanner.textStart(), scanner.textLength());
    if ((quoted && !ExactDecimal.isPlain(text.bytes(), text.length()))
        || !decimal.read(text.bytes(), text.length())) {
      return false;
    }
    append();
    return true;
  }

  private void append() {
    if (vector() instanceof LongVector longs) {
      longs.append(decimal.unscaledLong());
    } else {
      byte[] unscaled = decimal.unscaledBytes();
      ((BytesVector) vector()).append(unscaled, 0, unscaled.length);
    }
  }
}
