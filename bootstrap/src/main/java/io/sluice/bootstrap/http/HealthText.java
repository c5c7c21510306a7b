package io.sluice.bootstrap.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The probes' answers in words. */
final class HealthText {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double NANOS_PER_SECOND = 1e9;

  private HealthText() {}

  static String line(Health.Answers answers) {
    String phase = phase(answers);
    return answers.status().trouble().map(trouble -> phase + ": " + trouble).orElse(phase) + "\n";
  }

  static String json(Health.Answers answers) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("phase", phase(answers));
      json.writeBooleanField("live", answers.isLive());
      json.writeBooleanField("ready", answers.isReady());
      json.writeBooleanField("started", answers.isStarted());
      json.writeStringField("trouble", answers.status().trouble().orElse(null));
      json.writeNumberField("loop_age_seconds", answers.status().loopAgeNanos() / NANOS_PER_SECOND);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static String phase(Health.Answers answers) {
    return answers.status().phase().name().toLowerCase(Locale.ROOT);
  }
}
