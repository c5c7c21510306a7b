package io.sluice.bootstrap.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.ConfigFactory;
import io.sluice.bootstrap.config.IngestConfig;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.ports.out.OutgoingRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventFormatsTest {
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final String EVENT =
      "{\"event_id\":\"1\",\"event_type\":\"click\",\"timestamp\":\"2026-01-31T12:00:00Z\"%s}";

  private final EventFormats formats =
      new EventFormats(
          IngestConfig.from(
              ConfigFactory.parseString("sluice.ingest { max-events = 3, max-event-size = 400 B }")
                  .withFallback(KeyCatalog.ofClassPath().defaults())));

  @Test
  void shouldKeepTheBytesOfEveryEvent() {
    // Given blanks, escapes, numbers and text that a writer of JSON would spell in another way
    String first = event(", \"v\" : 1.50e+2 ,\n \"t\":\"\\u00e9é椅\"");
    String second = event(",\"deep\":{\"a\":[1,{}]}");

    // When
    List<OutgoingRecord> array = read(JSON, "  [ " + first + " ,\n" + second + "]\n");
    List<OutgoingRecord> single = read(JSON, "\n" + first + " ");
    List<OutgoingRecord> lines = read(NDJSON, "\r\n" + second + "\r\n\n " + event("") + " ");

    // Then
    assertThat(values(array)).containsExactly(first, second);
    assertThat(values(single)).containsExactly(first);
    assertThat(values(lines)).containsExactly(second, event(""));
  }

  @Test
  void shouldTakeNoEventsInAnArrayForNone() {
    assertThat(read(JSON, "[]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|1",
        ",\"user_id\":\"u\"|u",
        ",\"user_id\":\"u\",\"session_id\":\"s\"|s",
        ",\"user_id\":\"u\",\"session_id\":\"\"|u",
        ",\"user_id\":\"u\",\"session_id\":7|u",
        ",\"nested\":{\"session_id\":\"no\"}|1"
      })
  void shouldKeyByVisitElseVisitorElseEvent(String more, String key) {
    OutgoingRecord record = read(JSON, event(more == null ? "" : more)).get(0);
    assertThat(new String(record.key(), UTF_8)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}|missing_field|$.event_id",
        "{\"event_id\":null}|wrong_type|$.event_id",
        "{\"event_id\":7}|wrong_type|$.event_id",
        "{\"event_id\":\" \"}|wrong_type|$.event_id",
        "{\"event_id\":{\"a\":1}}|wrong_type|$.event_id",
        "[{\"event_id\":\"1\"}]|missing_field|$[0].event_type",
        "7|not_an_object|$",
        "[7]|not_an_object|$[0]",
        "[[]]|not_an_object|$[0]",
        "null|not_an_object|$",
        "{} {}|missing_field|$.event_id",
        "{|invalid_json|$",
        "[{}|missing_field|$[0].event_id",
        "{'a':1}|invalid_json|$",
        "{\"a\":NaN}|invalid_json|$",
        "{\"a\":01}|invalid_json|$",
        "{\"a\":1,}|invalid_json|$",
        "{\"a\":1 /* b */}|invalid_json|$",
        "{\"a\":1,\"a\":2}|duplicate_name|$",
        "{\"x\":{\"a\":1,\"\\u0061\":2}}|duplicate_name|$"
      })
  void shouldSayWhatIsWrongAndWhere(String body, String code, String path) {
    assertRejected(JSON, body, 400, code, path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\t"})
  void shouldRefuseABodyWithoutEvents(String body) {
    assertRejected(JSON, body, 400, "empty_body", "$");
    assertRejected(NDJSON, body, 400, "empty_body", "$");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31",
        "2026-01-31T12:00:00",
        "yesterday",
        "1769860800",
        "2026-02-30T12:00:00Z",
        "2026-01-31T25:00:00Z"
      })
  void shouldRefuseATimeThatIsNone(String time) {
    String body = "{\"event_id\":\"1\",\"event_type\":\"t\",\"timestamp\":\"" + time + "\"}";
    assertRejected(JSON, body, 400, "invalid_timestamp", "$.timestamp");
  }

  @Test
  void shouldRefuseWhatFollowsTheEvent() {
    assertRejected(JSON, event("") + event(""), 400, "invalid_json", "$");
    assertRejected(JSON, "[" + event("") + "]]", 400, "invalid_json", "$");
    assertRejected(NDJSON, event("") + "\n" + event("") + "}", 400, "invalid_json", "$[1]");
  }

  @Test
  void shouldBoundDepthNumbersEventsAndTheirSize() {
    // Given
    String deep = "[".repeat(200) + "]".repeat(200);
    String veryDeep = "[".repeat(500_000);
    String event = event("");

    // When / Then
    assertRejected(JSON, event(",\"a\":" + deep), 400, "json_limit", "$");
    assertRejected(JSON, event(",\"a\":" + veryDeep), 400, "json_limit", "$");
    assertRejected(JSON, event(",\"a\":" + "9".repeat(2_000)), 400, "json_limit", "$");
    assertRejected(JSON, event(",\"a\":\"" + "a".repeat(500) + "\""), 413, "event_too_large", "$");
    assertRejected(
        JSON,
        "[" + String.join(",", event, event, event, event) + "]",
        413,
        "too_many_events",
        "$[3]");
    assertRejected(
        NDJSON, String.join("\n", event, event, event, event), 413, "too_many_events", "$[3]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonx",
        "application/json; charset=utf-16"
      })
  void shouldRefuseOtherTypes(String type) {
    assertRejected(type, event(""), 415, "unsupported_media_type", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Application/JSON", "application/json; charset=\"UTF-8\""})
  void shouldNotMindHowTheTypeIsSpelt(String type) {
    assertThat(read(type, event(""))).hasSize(1);
  }

  private List<OutgoingRecord> read(String type, String body) {
    return formats.of(type, Map.of()).read(body.getBytes(UTF_8));
  }

  private void assertRejected(String type, String body, int status, String code, String path) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> read(type, body))
        .satisfies(
            rejected -> {
              assertThat(rejected.problem().code()).as(body).isEqualTo(code);
              assertThat(rejected.problem().status().code()).isEqualTo(status);
              assertThat(rejected.problem().path()).isEqualTo(path);
              assertThat(rejected.problem().message()).doesNotContain("2026", "click");
            });
  }

  private static String event(String more) {
    return EVENT.formatted(more);
  }

  private static List<String> values(List<OutgoingRecord> records) {
    return records.stream().map(each -> new String(each.value(), UTF_8)).toList();
  }
}
