package io.sluice.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, strings, BigDecimals, Booleans and null. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** All objects in the text: one after the other, or in an array. */
  static List<Map<?, ?>> objects(String text) {
    List<Map<?, ?>> objects = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(text)) {
      while (parser.nextToken() != null) {
        Object value = value(parser);
        for (Object each : value instanceof List<?> list ? list : List.of(value)) {
          objects.add((Map<?, ?>) each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + text, e);
    }
    return objects;
  }

  /** The text's only object. */
  static Map<?, ?> object(String text) {
    List<Map<?, ?>> objects = objects(text);
    if (objects.size() != 1) {
      throw new IllegalArgumentException(objects.size() + " objects in " + text);
    }
    return objects.get(0);
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }
}
