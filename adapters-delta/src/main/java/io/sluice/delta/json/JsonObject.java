package io.sluice.delta.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON object whose members may be missing or of another type than one hopes: both read as
 * absent.
 */
public record JsonObject(Map<String, Object> members) {
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  /** Reads one; empty where the text is another kind of JSON value. */
  public static Optional<JsonObject> parse(String text) throws JsonProcessingException {
    return of(Json.parse(text));
  }

  /** The value as an object, if it is one. */
  @SuppressWarnings("unchecked") // Json makes no maps with other keys
  public static Optional<JsonObject> of(Object value) {
    return value instanceof Map<?, ?> members
        ? Optional.of(new JsonObject((Map<String, Object>) members))
        : Optional.empty();
  }

  public Optional<String> text(String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  public OptionalLong whole(String name) {
    return members.get(name) instanceof Long whole ? OptionalLong.of(whole) : OptionalLong.empty();
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  public Optional<JsonObject> object(String name) {
    return of(members.get(name));
  }

  public List<?> array(String name) {
    return members.get(name) instanceof List<?> elements ? elements : List.of();
  }

  /** The members that are text. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (value instanceof String text) {
            texts.put(name, text);
          }
        });
    return texts;
  }
}
