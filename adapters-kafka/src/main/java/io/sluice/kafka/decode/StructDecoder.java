package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.domain.column.StructVector;
import java.io.IOException;

/** Objects into structs. */
final class StructDecoder extends ValueDecoder {
  private final StructVector vector;
  private final ObjectDecoder fields;

  StructDecoder(String path, StructVector vector, ObjectDecoder fields) {
    super(path, vector.type(), vector);
    this.vector = vector;
    this.fields = fields;
  }

  @Override
  void decodePresent(JsonParser parser, JsonToken token) throws IOException, UnfitRecordException {
    if (token != JsonToken.START_OBJECT) {
      throw mismatch(token);
    }
    fields.read(parser, vector.size());
    vector.endStruct();
  }

  @Override
  boolean scanPresent(JsonScanner scanner) {
    if (!fields.scan(scanner, vector.size())) {
      return false;
    }
    vector.endStruct();
    return true;
  }
}
