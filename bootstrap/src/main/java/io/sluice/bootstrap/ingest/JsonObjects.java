package io.sluice.bootstrap.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the JSON objects of a body and what some of their members hold, without building the rest.
 * Strict as RFC 8259, and stricter: a name twice in one object is a fault, since readers do not
 * agree on which of the two counts.
 */
final class JsonObjects {
  /** How deep objects and arrays may lie inside each other. */
  static final int MAX_DEPTH = 100;

  private static final int MAX_NUMBER_LENGTH = 1000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          // What looks like UTF-16 is a fault.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          // A JVM-wide table of names that strangers choose would grow, and is locked.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Set<String> names;

  /**
   * A reader of objects.
   *
   * @param names members to be told of
   */
  JsonObjects(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  /**
   * Reads the text between two positions of a body.
   *
   * @param path where that text is, for the answer
   * @throws RejectedException if it is not JSON
   */
  static <T> T read(byte[] body, int from, int to, String path, Reading<T> reading) {
    try (JsonParser parser = FACTORY.createParser(body, from, to - from)) {
      T result = reading.read(parser);
      if (parser.nextToken() != null) {
        throw Problem.invalid(
                "invalid_json",
                "Something follows the JSON value"
                    + at(parser.currentTokenLocation().getByteOffset()),
                path,
                "send one object, an array of them, or application/x-ndjson")
            .toException();
      }
      return result;
    } catch (JsonProcessingException e) {
      throw fault(e, path).toException();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /** The parser's own message quotes the payload, so only its position is passed on. */
  private static Problem fault(JsonProcessingException e, String path) {
    String where = e.getLocation() == null ? "" : at(e.getLocation().getByteOffset());
    if (e instanceof StreamConstraintsException) {
      return Problem.invalid(
          "json_limit",
          "The JSON is nested more than "
              + MAX_DEPTH
              + " deep, or has a name or a number too long, or names that collide"
              + where,
          path,
          "send flatter events");
    }
    if (e instanceof JsonParseException && e.getOriginalMessage().startsWith("Duplicate field")) {
      return Problem.invalid(
          "duplicate_name",
          "An object has the same name twice" + where,
          path,
          "send each name once");
    }
    return Problem.invalid("invalid_json", "The body is not valid JSON" + where, path, "");
  }

  private static String at(long offset) {
    return offset < 0 ? "" : ", at byte " + offset;
  }

  /**
   * Rejects what is no object.
   *
   * @param token null where nothing is left
   */
  static void requireObject(JsonToken token, String path) {
    if (token == null) {
      throw Problem.invalid("empty_body", "There is no event", path, "send one at least")
          .toException();
    }
    if (token != JsonToken.START_OBJECT) {
      throw Problem.invalid("not_an_object", "An event is a JSON object", path, "").toException();
    }
  }

  /** Reads the object that the parser is at the start of, to its end. */
  Found object(JsonParser parser) throws IOException {
    int start = position(parser.currentTokenLocation().getByteOffset());
    Map<String, Member> members = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (names.contains(name)) {
        members.put(name, member(parser, token));
      } else {
        parser.skipChildren();
      }
    }
    return new Found(start, position(parser.currentLocation().getByteOffset()), members);
  }

  private static Member member(JsonParser parser, JsonToken token) throws IOException {
    int start = position(parser.currentTokenLocation().getByteOffset());
    String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
    parser.skipChildren();
    return new Member(token, text, start, position(parser.currentLocation().getByteOffset()));
  }

  private static int position(long offset) {
    return Math.toIntExact(offset);
  }

  /** What to do with the parser. */
  interface Reading<T> {
    T read(JsonParser parser) throws IOException;
  }

  /**
   * An object.
   *
   * @param start of its brace, counted from where reading began
   * @param end after its closing brace
   */
  record Found(int start, int end, Map<String, Member> members) {}

  /**
   * A member that was asked for.
   *
   * @param token the kind of its value
   * @param text empty unless the value is a text
   */
  record Member(JsonToken token, String text, int start, int end) {
    static Member ofText(String text) {
      return new Member(JsonToken.VALUE_STRING, text, 0, 0);
    }

    boolean isText() {
      return token == JsonToken.VALUE_STRING;
    }
  }
}
