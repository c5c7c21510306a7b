package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.domain.column.ListVector;
import io.sluice.domain.schema.ListType;
import java.io.IOException;

/** Arrays into lists; an element may be null. */
final class ListDecoder extends ValueDecoder {
  private final ListVector vector;
  private final ValueDecoder elements;

  ListDecoder(String path, ListType type, ListVector vector, ValueDecoder elements) {
    super(path, type, vector);
    this.vector = vector;
    this.elements = elements;
  }

  @Override
  void decodePresent(JsonParser parser, JsonToken token) throws IOException, UnfitRecordException {
    if (token != JsonToken.START_ARRAY) {
      throw mismatch(token);
    }
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      elements.decode(parser, next);
    }
    vector.endList();
  }

  @Override
  boolean scanPresent(JsonScanner scanner) {
    if (!scanner.take('[')) {
      return false;
    }
    if (!scanner.take(']')) {
      do {
        if (!elements.scan(scanner)) {
          return false;
        }
      } while (scanner.take(','));
      if (!scanner.take(']')) {
        return false;
      }
    }
    vector.endList();
    return true;
  }
}
