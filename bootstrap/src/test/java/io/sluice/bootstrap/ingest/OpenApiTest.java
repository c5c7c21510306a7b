package io.sluice.bootstrap.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.sluice.bootstrap.config.IngestConfig;
import io.sluice.bootstrap.config.KeyCatalog;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document says what the server does. */
@Timeout(60)
final class OpenApiTest {
  private static final Config DOCUMENT =
      ConfigFactory.parseResources(
          IngestServer.class,
          "openapi.json",
          ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON).setAllowMissing(false));

  @Test
  void shouldListTheRoutesOfTheServer() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // Given
      Set<String> documented = new TreeSet<>();
      DOCUMENT
          .getObject("paths")
          .forEach(
              (path, methods) ->
                  ((Map<?, ?>) methods.unwrapped())
                      .keySet()
                      .forEach(method -> documented.add(method + " " + path)));

      // When / Then
      assertThat(api.server().routes()).isEqualTo(documented);
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
    assertThat(DOCUMENT.getObject("paths.\"/events\".post.responses").keySet())
        .containsExactlyInAnyOrder("202", "400", "401", "408", "413", "415", "429", "500", "503");
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
