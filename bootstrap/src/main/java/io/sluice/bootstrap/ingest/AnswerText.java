package io.sluice.bootstrap.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The answers' bodies. */
final class AnswerText {
  private static final JsonFactory JSON = new JsonFactory();

  private AnswerText() {}

  static String accepted(int events) {
    return "{\"accepted\":" + events + "}\n";
  }

  static String health(Optional<String> trouble) {
    return object(
        json -> {
          json.writeStringField("status", trouble.isEmpty() ? "up" : "down");
          if (trouble.isPresent()) {
            json.writeStringField("cause", trouble.get());
          }
        });
  }

  static String of(Problem problem) {
    return object(
        json -> {
          json.writeObjectFieldStart("error");
          json.writeStringField("code", problem.code());
          json.writeStringField("message", problem.message());
          writeUnlessEmpty(json, "path", problem.path());
          writeUnlessEmpty(json, "hint", problem.hint());
          json.writeEndObject();
        });
  }

  private static void writeUnlessEmpty(JsonGenerator json, String name, String value)
      throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  private static String object(Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }
}
