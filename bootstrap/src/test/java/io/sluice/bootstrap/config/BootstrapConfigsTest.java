package io.sluice.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.commit.FlushPolicy;
import io.sluice.domain.error.SluiceException;
import java.io.File;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

final class BootstrapConfigsTest {
  private static final Config DEFAULTS = KeyCatalog.ofClassPath().defaults();

  @Test
  void shouldHaveTheseDefaults() {
    // When
    PipelineConfig pipeline = PipelineConfig.from(DEFAULTS);

    // Then
    int lanes = Math.min(4, Runtime.getRuntime().availableProcessors());
    assertThat(pipeline)
        .isEqualTo(
            new PipelineConfig(
                "sluice",
                new FlushPolicy(Long.MAX_VALUE, 128L << 20, 192L << 20, Duration.ofSeconds(10)),
                16L << 20,
                lanes,
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                DeadLetterTarget.TABLE));
    assertThat(ManagementConfig.from(DEFAULTS)).isEqualTo(new ManagementConfig("127.0.0.1", 8081));
    assertThat(LogConfig.from(DEFAULTS)).isEqualTo(new LogConfig(LogFormat.TEXT, Level.INFO));
  }

  @Test
  void shouldReadEveryKey() {
    // Given
    Config config =
        with(
            """
            sluice {
              pipeline = flights
              flush { max-rows = 7, max-bytes = 1 KiB, max-age = 500 ms }
              memory { queue = 2 MiB, budget = 3 MiB }
              decode.lanes = 3
              revoke-timeout = 1 s
              shutdown-timeout = 2 s
              dead-letter.sink = topic
              http.management { host = 0.0.0.0, port = 0 }
              log { format = JSON, level = debug }
            }
            """);

    // When / Then
    assertThat(PipelineConfig.from(config))
        .isEqualTo(
            new PipelineConfig(
                "flights",
                new FlushPolicy(7, 1024, 3 << 20, Duration.ofMillis(500)),
                2L << 20,
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                DeadLetterTarget.TOPIC));
    assertThat(ManagementConfig.from(config)).isEqualTo(new ManagementConfig("0.0.0.0", 0));
    assertThat(LogConfig.from(config)).isEqualTo(new LogConfig(LogFormat.JSON, Level.DEBUG));
  }

  @Test
  void shouldHaveATestForEveryKey() {
    // Given
    Config own = ConfigFactory.parseFile(new File("src/main/resources/reference.conf"));

    // When / Then
    assertThat(KeyCatalog.of(own).keys().stream().map(KeyCatalog.Key::path))
        .containsExactlyInAnyOrder(
            "sluice.pipeline",
            "sluice.flush.max-rows",
            "sluice.flush.max-bytes",
            "sluice.flush.max-age",
            "sluice.memory.queue",
            "sluice.memory.budget",
            "sluice.decode.lanes",
            "sluice.revoke-timeout",
            "sluice.shutdown-timeout",
            "sluice.dead-letter.sink",
            "sluice.http.management.host",
            "sluice.http.management.port",
            "sluice.hot.url", // the hot store's have a test beside it, HotConfigTest
            "sluice.hot.user",
            "sluice.hot.password",
            "sluice.hot.table",
            "sluice.hot.connect-timeout",
            "sluice.hot.query-timeout",
            "sluice.ingest.host",
            "sluice.ingest.port",
            "sluice.ingest.max-body-size",
            "sluice.ingest.max-events",
            "sluice.ingest.max-event-size",
            "sluice.ingest.max-requests",
            "sluice.ingest.max-connections",
            "sluice.ingest.request-timeout",
            "sluice.ingest.requests-per-second",
            "sluice.ingest.trust-forwarded-for",
            "sluice.ingest.required",
            "sluice.ingest.cors.allowed-origins",
            "sluice.ingest.api-keys",
            "sluice.website.host",
            "sluice.website.port",
            "sluice.website.ingest-url",
            "sluice.log.format",
            "sluice.log.level");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sluice.pipeline = \"a/b\"",
        "sluice.pipeline = \"\"",
        "sluice.flush.max-rows = 0",
        "sluice.flush.max-bytes = 0",
        "sluice.flush.max-bytes = 1025 MiB",
        "sluice.flush.max-age = 0 s",
        "sluice.memory.queue = 0",
        "sluice.memory.budget = 0",
        "sluice.decode.lanes = 65",
        "sluice.revoke-timeout = -1 s",
        "sluice.shutdown-timeout = 0",
        "sluice.dead-letter.sink = bin",
      })
  void shouldRefuseByName(String setting) {
    // Given
    String path = setting.substring(0, setting.indexOf(' '));

    // When / Then
    assertThatThrownBy(() -> PipelineConfig.from(with(setting)))
        .isInstanceOf(SluiceException.class)
        .hasMessageStartingWith("Cannot use " + path + ": ");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void shouldRefuseAPortThatIsNone(int port) {
    assertThatThrownBy(() -> ManagementConfig.from(with("sluice.http.management.port = " + port)))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("sluice.http.management.port");
  }

  @Test
  void shouldListTheChoices() {
    assertThatThrownBy(() -> LogConfig.from(with("sluice.log.level = loud")))
        .hasMessage(
            "Cannot use sluice.log.level: 'loud' is none of error, warn, info, debug, trace");
  }

  @Test
  void shouldDocumentEveryKeyOfEveryModule() {
    // When
    List<String> bare =
        KeyCatalog.ofClassPath().keys().stream()
            .filter(key -> key.description().isEmpty())
            .map(KeyCatalog.Key::path)
            .toList();

    // Then
    assertThat(bare).as("keys without a comment in reference.conf").isEmpty();
  }

  @Test
  void shouldGiveEveryKeyAVariableOfItsOwn() {
    assertThat(KeyCatalog.ofClassPath().keys().stream().map(KeyCatalog.Key::variable))
        .doesNotHaveDuplicates();
  }

  private static Config with(String settings) {
    return ConfigFactory.parseString(settings).withFallback(DEFAULTS);
  }
}
