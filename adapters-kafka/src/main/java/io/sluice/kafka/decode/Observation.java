package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.domain.schema.ObservedFields;
import io.sluice.domain.schema.ObservedType;
import java.io.IOException;
import java.util.Map;

/** Tells what JSON values are to whoever infers a type from them. */
final class Observation {
  /** Types nested deeper than this are not inferred: readers of the table would choke on them. */
  static final int MAX_DEPTH = 64;

  private final Map<String, TimestampUnit> units;
  private final Utf8Text text = new Utf8Text();
  private boolean tooDeep;

  Observation(Map<String, TimestampUnit> units) {
    this.units = units;
  }

  /** Whether a value was passed over because it lay too deep. */
  boolean tooDeep() {
    return tooDeep;
  }

  /**
   * Observes every member of the object that the parser is at the start of.
   *
   * @param path of the object; empty for the record itself
   * @param depth how many objects and arrays it lies in
   */
  void members(JsonParser parser, ObservedFields fields, String path, int depth)
      throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      value(parser, fields.field(name), FieldPath.join(path, name), depth + 1);
    }
  }

  /** Observes the value that the parser is at the first token of; leaves it at the last. */
  void value(JsonParser parser, ObservedType type, String path, int depth) throws IOException {
    if (depth > MAX_DEPTH && parser.currentToken().isStructStart()) {
      tooDeep = true;
      parser.skipChildren();
      return;
    }
    switch (parser.currentToken()) {
      case START_OBJECT -> members(parser, type.sawObject(), path, depth);
      case START_ARRAY -> elements(parser, type.sawList(), path, depth);
      case VALUE_STRING -> text(parser, type);
      case VALUE_NUMBER_INT -> wholeNumber(parser, type, path);
      case VALUE_NUMBER_FLOAT -> type.sawDouble();
      case VALUE_TRUE, VALUE_FALSE -> type.sawBoolean();
      default -> {
        // A null says nothing about the type.
      }
    }
  }

  private void elements(JsonParser parser, ObservedType elements, String path, int depth)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser, elements, FieldPath.join(path, FieldPath.ELEMENT), depth + 1);
    }
  }

  private void text(JsonParser parser, ObservedType type) throws IOException {
    text.load(parser);
    if (Rfc3339.instant(text.bytes(), 0, text.length()) == Rfc3339.NONE) {
      type.sawText();
    } else {
      type.sawTimestamp();
    }
  }

  private void wholeNumber(JsonParser parser, ObservedType type, String path) throws IOException {
    if (units.containsKey(path)) {
      type.sawTimestamp();
    } else if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      type.sawDouble();
    } else {
      type.sawLong();
    }
  }
}
