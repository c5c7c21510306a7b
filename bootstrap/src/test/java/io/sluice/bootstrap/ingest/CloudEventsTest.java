package io.sluice.bootstrap.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.bootstrap.config.IngestConfig;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.ports.out.OutgoingRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CloudEventsTest {
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String ENVELOPE =
      "{\"specversion\":\"1.0\",\"id\":\"i\\\"1\",\"source\":\"/s\",\"type\":\"click\","
          + "\"time\":\"2026-01-31T12:00:00Z\",\"data\":%s}";
  private static final String FILLED =
      "{\"event_id\":\"i\\\"1\",\"event_type\":\"click\",\"timestamp\":\"2026-01-31T12:00:00Z\"";

  private final EventFormats formats =
      new EventFormats(IngestConfig.from(KeyCatalog.ofClassPath().defaults()));

  @Test
  void shouldFillInWhatTheDataLacksAndKeepItsBytes() {
    assertThat(read(STRUCTURED, ENVELOPE.formatted("{ \"session_id\" : \"s\", \"v\":1.0 }")))
        .containsExactly(FILLED + ", \"session_id\" : \"s\", \"v\":1.0 }");
    assertThat(read(STRUCTURED, ENVELOPE.formatted("{ }"))).containsExactly(FILLED + " }");
  }

  @Test
  void shouldPreferTheDatasOwn() {
    // Given
    String data =
        "{\"event_id\":\"own\",\"event_type\":\"view\",\"timestamp\":\"2026-02-01T00:00:00Z\"}";

    // When / Then
    assertThat(read(STRUCTURED, ENVELOPE.formatted(data))).containsExactly(data);
  }

  @Test
  void shouldReadBatches() {
    // Given
    String one = ENVELOPE.formatted("{\"a\":1}");

    // When / Then
    assertThat(read(BATCH, "[" + one + ", " + one + "]"))
        .containsExactly(FILLED + ",\"a\":1}", FILLED + ",\"a\":1}");
    assertThat(read(BATCH, "[]")).isEmpty();
    assertRejected(BATCH, Map.of(), one, "not_an_array", "$");
  }

  @Test
  void shouldReadTheBinaryMode() {
    // Given
    Map<String, String> headers = new HashMap<>(headers());
    headers.put("ce-id", "a+b%20%C3%A9");

    // When
    List<OutgoingRecord> records =
        formats.of("application/json", headers).read("{\"a\":1}".getBytes(UTF_8));

    // Then
    assertThat(records).hasSize(1);
    assertThat(new String(records.get(0).value(), UTF_8))
        .isEqualTo(
            "{\"event_id\":\"a+b é\",\"event_type\":\"click\","
                + "\"timestamp\":\"2026-01-31T12:00:00Z\",\"a\":1}");
    assertThat(new String(records.get(0).key(), UTF_8)).isEqualTo("a+b é");
  }

  @ParameterizedTest
  @CsvSource({"ce-id,''", "ce-source,''", "ce-type,''", "ce-id,50%", "ce-specversion,0.3"})
  void shouldRefuseBinaryModeWithBrokenHeaders(String name, String value) {
    // Given
    Map<String, String> headers = new HashMap<>(headers());
    headers.put(name, value);

    // When / Then
    assertRejected(
        "application/json",
        headers,
        "{}",
        name.equals("ce-specversion") ? "unknown_specversion" : "invalid_cloudevent",
        "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}|invalid_cloudevent|$.specversion",
        "{\"specversion\":\"0.3\"}|unknown_specversion|$.specversion",
        "{\"specversion\":\"1.0\"}|invalid_cloudevent|$.source",
        "{\"specversion\":\"1.0\",\"source\":\"s\",\"id\":1}|invalid_cloudevent|$.id",
        "{\"specversion\":\"1.0\",\"source\":\"s\",\"id\":\"1\",\"type\":\"t\"}|invalid_cloudevent|$.data",
        "{\"specversion\":\"1.0\",\"source\":\"s\",\"id\":\"1\",\"type\":\"t\",\"data\":[]}|invalid_cloudevent|$.data",
        "{\"specversion\":\"1.0\",\"source\":\"s\",\"id\":\"1\",\"type\":\"t\",\"data\":{}}|missing_field|$.data.timestamp",
        "{\"specversion\":\"1.0\",\"source\":\"s\",\"id\":\"1\",\"type\":\"t\",\"data\":{\"event_id\":null}}|wrong_type|$.data.event_id",
        "{\"specversion\":\"1.0\",\"source\":\"s\",\"id\":\"1\",\"type\":\"t\",\"datacontenttype\":\"text/xml\",\"data\":{}}|invalid_cloudevent|$.data"
      })
  void shouldSayWhatIsWrongAndWhere(String body, String code, String path) {
    assertRejected(STRUCTURED, Map.of(), body, code, path);
    assertRejected(BATCH, Map.of(), "[" + body + "]", code, path.replace("$", "$[0]"));
  }

  private static Map<String, String> headers() {
    return Map.of(
        "ce-specversion", "1.0",
        "ce-id", "1",
        "ce-source", "/s",
        "ce-type", "click",
        "ce-time", "2026-01-31T12:00:00Z");
  }

  private List<String> read(String type, String body) {
    return formats.of(type, Map.of()).read(body.getBytes(UTF_8)).stream()
        .map(each -> new String(each.value(), UTF_8))
        .toList();
  }

  private void assertRejected(
      String type, Map<String, String> headers, String body, String code, String path) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> formats.of(type, headers).read(body.getBytes(UTF_8)))
        .satisfies(
            rejected -> {
              assertThat(rejected.problem().code()).isEqualTo(code);
              assertThat(rejected.problem().path()).isEqualTo(path);
            });
  }
}
