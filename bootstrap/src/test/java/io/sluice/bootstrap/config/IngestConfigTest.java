package io.sluice.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.bootstrap.config.IngestConfig.Access;
import io.sluice.bootstrap.config.IngestConfig.Limits;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IngestConfigTest {
  private static final Config DEFAULTS = KeyCatalog.ofClassPath().defaults();

  @Test
  void shouldHaveTheseDefaults() {
    assertThat(IngestConfig.from(DEFAULTS))
        .isEqualTo(
            new IngestConfig(
                "127.0.0.1",
                3001,
                new Limits(
                    1 << 20,
                    1000,
                    512 << 10,
                    500,
                    2000,
                    Duration.ofSeconds(10),
                    OptionalInt.of(200)),
                new Access(List.of(), List.of(), false),
                List.of("event_id", "event_type", "timestamp")));
  }

  @Test
  void shouldReadEveryKey() {
    // Given
    Config config =
        with(
            """
            sluice.ingest {
              host = 0.0.0.0, port = 0, max-body-size = 2 MiB, max-events = 7, max-event-size = 1 KiB
              max-requests = 3, max-connections = 4, request-timeout = 1 s, requests-per-second = unlimited
              trust-forwarded-for = true, required = [id]
              cors.allowed-origins = ["https://shop.example", "http://localhost:8080"]
              api-keys = [one, two]
            }
            """);

    // When / Then
    assertThat(IngestConfig.from(config))
        .isEqualTo(
            new IngestConfig(
                "0.0.0.0",
                0,
                new Limits(2 << 20, 7, 1 << 10, 3, 4, Duration.ofSeconds(1), OptionalInt.empty()),
                new Access(
                    List.of("https://shop.example", "http://localhost:8080"),
                    List.of("one", "two"),
                    true),
                List.of("id")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sluice.ingest.host = \"\"",
        "sluice.ingest.port = 65536",
        "sluice.ingest.max-body-size = 65 MiB",
        "sluice.ingest.max-events = 0",
        "sluice.ingest.max-event-size = 2 MiB",
        "sluice.ingest.max-requests = 0",
        "sluice.ingest.max-connections = 0",
        "sluice.ingest.max-connections = 100001",
        "sluice.ingest.request-timeout = 0 s",
        "sluice.ingest.requests-per-second = 0",
        "sluice.ingest.required = [\"\"]",
        "sluice.ingest.cors.allowed-origins = [\"shop.example\"]",
        "sluice.ingest.cors.allowed-origins = [\"https://shop.example/\"]",
        "sluice.ingest.cors.allowed-origins = [\"*\", \"https://shop.example\"]",
        "sluice.ingest.api-keys = [\"\"]"
      })
  void shouldRefuseByName(String setting) {
    assertThatThrownBy(() -> IngestConfig.from(with(setting)))
        .isInstanceOf(SluiceException.class)
        .hasMessageStartingWith("Cannot use " + setting.substring(0, setting.indexOf(' ')));
  }

  @Test
  void shouldKeepKeysSecret() {
    // Given
    Map<String, String> environment = Map.of("SLUICE_INGEST_API_KEYS", "topsecret,other");
    Config config =
        new ConfigLoader(KeyCatalog.ofClassPath(), environment)
            .load(Optional.empty(), List.of())
            .config();

    // When / Then
    assertThat(IngestConfig.from(config).access().apiKeys()).containsExactly("topsecret", "other");
    assertThat(IngestConfig.from(config).toString()).doesNotContain("topsecret");
    assertThat(Secrets.mask(config.root()).render()).doesNotContain("topsecret");
    assertThat(Secrets.mask(DEFAULTS.root()).toConfig().getStringList("sluice.ingest.api-keys"))
        .as("that there are none is no secret")
        .isEmpty();
  }

  private static Config with(String settings) {
    return ConfigFactory.parseString(settings).withFallback(DEFAULTS);
  }
}
