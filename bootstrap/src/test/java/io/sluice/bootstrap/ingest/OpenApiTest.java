package io.sluice.bootstrap.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.sluice.bootstrap.config.IngestConfig;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.ports.out.EventPublisher;
import io.sluice.ports.out.OutgoingRecord;
import io.sluice.ports.out.PublishOutcome;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The document says what the server does. */
@Timeout(60)
final class OpenApiTest {
  private static final Config DOCUMENT = OpenApiDocument.CONTENT;

  @Test
  void shouldListTheRoutesOfTheServer() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      assertThat(api.server().routes()).isEqualTo(OpenApiDocument.statuses().keySet());
    }
  }

  @Test
  void shouldBeWhatTheServerServes() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      assertThat(ConfigFactory.parseString(api.send(api.request("/openapi.json")).body()))
          .isEqualTo(DOCUMENT);
    }
  }

  @Test
  void shouldGiveExamplesThatTheServerTakes() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      EventFormats formats =
          new EventFormats(IngestConfig.from(KeyCatalog.ofClassPath().defaults()));
      ConfigObject types = DOCUMENT.getObject("paths.\"/events\".post.requestBody.content");
      assertThat(types.keySet()).isEqualTo(formats.types());
      for (String type : types.keySet()) {
        for (ConfigValue example :
            types.toConfig().getObject("\"" + type + "\".examples").values()) {
          // When
          HttpResponse<String> answer =
              api.send(
                  api.request("/events")
                      .header("Content-Type", type)
                      .POST(HttpRequest.BodyPublishers.ofString(body(example))));

          // Then
          assertThat(answer.statusCode()).as("%s: %s", type, answer.body()).isEqualTo(202);
        }
      }
    }
  }

  private static String body(ConfigValue example) {
    ConfigValue value = ((ConfigObject) example).get("value");
    return value.valueType() == ConfigValueType.STRING
        ? (String) value.unwrapped()
        : value.render(ConfigRenderOptions.concise());
  }

  @Test
  void shouldListEveryStatusOfAProblem() {
    Set<Integer> problems =
        Stream.of(Problem.Status.values())
            // What the document does not have cannot be answered as it says.
            .filter(each -> each != Problem.Status.NOT_FOUND && each != Problem.Status.NOT_ALLOWED)
            .map(Problem.Status::code)
            .collect(Collectors.toSet());
    assertThat(OpenApiDocument.statuses().get("post /events")).containsAll(problems);
  }

  @ParameterizedTest
  @MethodSource("documented")
  void shouldNameNoStatusThatItNeverHas(String operation, int status) throws Exception {
    assertThat(provoked(operation + " " + status)).isEqualTo(status);
  }

  static Stream<Arguments> documented() {
    return OpenApiDocument.statuses().entrySet().stream()
        .flatMap(
            operation ->
                operation.getValue().stream()
                    .map(status -> Arguments.of(operation.getKey(), status)));
  }

  private static int provoked(String answer) throws Exception {
    return switch (answer) {
      case "post /events 202" -> posted("", RunningApi.EVENT);
      case "post /events 400" -> posted("", "{}");
      case "post /events 401" -> posted("api-keys = [key]", RunningApi.EVENT);
      case "post /events 408" -> slow();
      case "post /events 413" ->
          posted("max-body-size = 9 B, max-event-size = 9 B", RunningApi.EVENT);
      case "post /events 415" -> with(api -> api.events(new byte[] {'{', '}'}));
      case "post /events 429" -> often();
      case "post /events 431" ->
          with(api -> api.events(RunningApi.EVENT).header("x-huge", "a".repeat(20_000)));
      case "post /events 500" -> broken(api -> api.events(RunningApi.EVENT));
      case "post /events 503" -> away(api -> api.events(RunningApi.EVENT));
      case "get /health 200" -> with(api -> api.request("/health"));
      case "get /health 500" -> broken(api -> api.request("/health"));
      case "get /health 503" -> away(api -> api.request("/health"));
      case "get /metrics 200" -> with(api -> api.request("/metrics"));
      case "get /metrics 500" -> broken(api -> api.request("/metrics"));
      case "get /openapi.json 200" -> with(api -> api.request("/openapi.json"));
      default -> throw new AssertionError("nothing here leads to " + answer);
    };
  }

  private static int posted(String settings, String body) throws Exception {
    try (RunningApi api = new RunningApi(settings)) {
      return api.send(api.events(body)).statusCode();
    }
  }

  private static int with(Function<RunningApi, HttpRequest.Builder> request) throws Exception {
    try (RunningApi api = new RunningApi("")) {
      return api.send(request.apply(api)).statusCode();
    }
  }

  private static int away(Function<RunningApi, HttpRequest.Builder> request) throws Exception {
    try (RunningApi api = new RunningApi("")) {
      api.topic().fail(new PublishOutcome.Unavailable("it does not answer"));
      return api.send(request.apply(api)).statusCode();
    }
  }

  private static int broken(Function<RunningApi, HttpRequest.Builder> request) throws Exception {
    try (RunningApi api = RunningApi.of(new BrokenPublisher())) {
      return api.send(request.apply(api)).statusCode();
    }
  }

  private static int often() throws Exception {
    try (RunningApi api = new RunningApi("requests-per-second = 1")) {
      for (int i = 0; i < 50; i++) {
        int status = api.send(api.events(RunningApi.EVENT)).statusCode();
        if (status != 202) {
          return status;
        }
      }
      return 202;
    }
  }

  private static int slow() throws Exception {
    try (RunningApi api = new RunningApi("request-timeout = 300 ms")) {
      String answer =
          IngestLimitsTest.raw(api, IngestLimitsTest.HEAD + "Content-Length: 9\r\n\r\n{");
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  /** One with a defect. */
  private static final class BrokenPublisher implements EventPublisher {
    @Override
    public CompletableFuture<PublishOutcome> publish(List<OutgoingRecord> records) {
      return CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
    }

    @Override
    public Optional<String> trouble() {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /health, application/json",
    "GET, /metrics, text/plain",
    "GET, /openapi.json, application/json",
    "POST, /events, application/json"
  })
  void shouldNameTheTypeOfTheAnswer(String method, String path, String type) throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // Given
      HttpRequest.Builder request =
          method.equals("POST") ? api.events(RunningApi.EVENT) : api.request(path);

      // When
      HttpResponse<String> answer = api.send(request);

      // Then
      String responses = "paths.\"" + path + "\"." + method.toLowerCase(Locale.ROOT);
      assertThat(
              DOCUMENT
                  .getObject(responses + ".responses." + answer.statusCode() + ".content")
                  .keySet())
          .containsExactly(type);
      assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith(type);
    }
  }
}
