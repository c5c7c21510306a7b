package io.sluice.bootstrap.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.ports.out.PublishOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class IngestServerTest {
  @Test
  void shouldAnswerWhenTheEventsAreInTheTopicAndNotBefore() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // Given
      api.topic().hold();

      // When
      CompletableFuture<HttpResponse<String>> answer =
          api.client()
              .sendAsync(
                  api.events(RunningApi.EVENT).build(), HttpResponse.BodyHandlers.ofString());
      await().until(() -> api.topic().held() == 1);
      assertThat(answer).isNotDone();
      api.topic().release();

      // Then
      assertThat(answer.join().statusCode()).isEqualTo(202);
      assertThat(answer.join().body()).isEqualTo("{\"accepted\":1}\n");
      assertThat(api.topic().written()).hasSize(1);
      assertThat(api.topic().written().get(0).value()).isEqualTo(RunningApi.EVENT.getBytes(UTF_8));
    }
  }

  @Test
  void shouldInflateGzip() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      HttpResponse<String> answer =
          api.send(
              api.events(gzip(RunningApi.EVENT.getBytes(UTF_8)))
                  .header("Content-Type", "application/x-ndjson")
                  .header("Content-Encoding", "gzip"));
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(api.topic().written().get(0).value()).isEqualTo(RunningApi.EVENT.getBytes(UTF_8));
    }
  }

  @Test
  void shouldPublishNothingOfARequestWithOneFault() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // When
      HttpResponse<String> answer =
          api.send(api.events("[" + RunningApi.EVENT + ",{\"event_id\":\"2\"}]"));

      // Then
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("content-type")).contains("application/json");
      assertThat(answer.body())
          .isEqualTo(
              "{\"error\":{\"code\":\"missing_field\",\"message\":\"event_type is missing\","
                  + "\"path\":\"$[1].event_type\",\"hint\":\"every event has to have it\"}}\n");
      assertThat(api.topic().written()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"overloaded,503,1", "unavailable,503,5", "refused,503,5", "too large,413,"})
  void shouldSayWhatToDoWhenTheTopicDoesNotTakeThem(String outcome, int status, String retry)
      throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // Given
      api.topic().fail(outcome(outcome));

      // When
      HttpResponse<String> answer = api.send(api.events(RunningApi.EVENT));

      // Then
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().firstValue("Retry-After").orElse(null)).isEqualTo(retry);
      assertThat(answer.body()).doesNotContain("kafka.internal");
    }
  }

  private static PublishOutcome outcome(String name) {
    return switch (name) {
      case "overloaded" -> new PublishOutcome.Overloaded();
      case "unavailable" -> new PublishOutcome.Unavailable("kafka.internal does not answer");
      case "refused" -> new PublishOutcome.Refused("kafka.internal: not authorized");
      default -> new PublishOutcome.TooLarge();
    };
  }

  @Test
  void shouldSayWhetherItIsWell() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      assertThat(api.send(api.request("/health")).body()).isEqualTo("{\"status\":\"up\"}\n");
      api.topic().fail(new PublishOutcome.Unavailable("kafka.internal does not answer"));
      HttpResponse<String> answer = api.send(api.request("/health"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("\"down\"").doesNotContain("kafka.internal");
    }
  }

  @ParameterizedTest
  @CsvSource({"refused, Kafka refuses events", "unavailable, cannot be written"})
  void shouldNotBeWellWhileKafkaTakesNoEvents(String outcome, String cause) throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // Given
      api.topic().fail(outcome(outcome));
      api.send(api.events(RunningApi.EVENT));

      // When
      HttpResponse<String> answer = api.send(api.request("/health"));

      // Then
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains(cause).doesNotContain("kafka.internal");
      api.topic().fail(null);
      assertThat(api.send(api.events(RunningApi.EVENT)).statusCode()).isEqualTo(202);
      assertThat(api.send(api.request("/health")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldAnswerAndCountASlashAtTheEnd() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // When
      HttpResponse<String> answer =
          api.send(
              api.request("/events/")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(RunningApi.EVENT)));

      // Then
      assertThat(answer.statusCode()).isEqualTo(202);
      await()
          .until(
              () ->
                  api.send(api.request("/metrics"))
                      .body()
                      .contains("sluice_ingest_requests_seconds_count{status=\"202\"} 1"));
    }
  }

  @Test
  void shouldCountWhatItAnswers() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // Given
      api.send(api.events("[" + RunningApi.EVENT + "," + RunningApi.EVENT + "]"));
      api.send(api.events("{}"));

      // When / Then
      assertThat(api.send(api.request("/metrics")).body())
          .contains("sluice_ingest_events_total 2.0")
          .contains("sluice_ingest_requests_seconds_count{status=\"202\"} 1")
          .contains("sluice_ingest_requests_seconds_count{status=\"400\"} 1")
          .contains("sluice_ingest_in_flight ");
    }
  }

  @Test
  void shouldAnswerWhatItHasBegunWhenItIsStoppedAndTakeNothingNew() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // Given
      api.topic().hold();
      CompletableFuture<HttpResponse<String>> begun =
          api.client()
              .sendAsync(
                  api.events(RunningApi.EVENT).build(), HttpResponse.BodyHandlers.ofString());
      await().until(() -> api.topic().held() == 1);

      // When
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(api.server()::stop);
      await().until(() -> refused(api));
      assertThat(stopped).as("with a request that has no answer").isNotDone();
      api.topic().release();

      // Then
      assertThat(begun.join().statusCode()).isEqualTo(202);
      stopped.join();
    }
  }

  private static boolean refused(RunningApi api) throws InterruptedException {
    try {
      return api.send(api.request("/health")).statusCode() == 503;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void shouldNotShowWhatItRunsOn() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      HttpResponse<String> answer = api.send(api.request("/"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("server")).isEmpty();
      assertThat(answer.body()).doesNotContainIgnoringCase("jetty").contains("not_found");
    }
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }
}
