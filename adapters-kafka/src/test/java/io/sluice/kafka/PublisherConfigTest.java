package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherConfigTest {
  @Test
  void shouldHaveADefaultForEveryKey() {
    assertThat(read(""))
        .isEqualTo(
            new PublisherConfig(
                List.of("localhost:9092"),
                Map.of(),
                Duration.ofSeconds(30),
                "analytics-events",
                Duration.ofSeconds(10),
                Duration.ofMillis(5),
                32 << 20));
  }

  @Test
  void shouldReadEveryKey() {
    // Given
    String text =
        """
        sluice.kafka {
          bootstrap-servers = "one:9092", request-timeout = 5 s
          properties { compression.type = lz4 }
        }
        sluice.ingest { topic = t, delivery-timeout = 3 s, linger = 1 ms, max-in-flight = 1 MiB }
        """;

    // When, Then
    assertThat(read(text))
        .isEqualTo(
            new PublisherConfig(
                List.of("one:9092"),
                Map.of("compression.type", "lz4"),
                Duration.ofSeconds(5),
                "t",
                Duration.ofSeconds(3),
                Duration.ofMillis(1),
                1 << 20));
  }

  @Test
  void shouldListItsKeysInTheReference() {
    assertThat(ConfigFactory.parseResources("reference.conf").getObject("sluice.ingest").keySet())
        .containsExactlyInAnyOrder("topic", "delivery-timeout", "linger", "max-in-flight");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sluice.ingest.topic = \"\"",
        "sluice.ingest.topic = \"a/b\"",
        "sluice.ingest.topic = \"..\"",
        "sluice.ingest.delivery-timeout = 999 ms",
        "sluice.ingest.delivery-timeout = soon",
        "sluice.ingest.linger = -1 ms",
        "sluice.ingest.linger = 2 s",
        "sluice.ingest.max-in-flight = 1 KiB"
      })
  void shouldRefuseByName(String setting) {
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> read(setting))
        .withMessageContaining(setting.substring(0, setting.indexOf(' ')))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION));
  }

  @Test
  void shouldNeverBlockAndAlwaysBeIdempotentWhateverTheUserSets() {
    // Given
    PublisherConfig config =
        read("sluice.kafka.properties { max.block.ms = 5000, linger.ms = 50, batch.size = 1000 }");

    // When
    Map<String, Object> properties = config.producer(config.clients());

    // Then
    assertThat(properties)
        .containsEntry("max.block.ms", 0)
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("delivery.timeout.ms", 10_000)
        .containsEntry("linger.ms", "50")
        .containsEntry("batch.size", "1000");
  }

  @Test
  void shouldRefuseWhatTheProducerWouldRefuse() {
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> read("sluice.kafka.properties { compression.type = rar }"))
        .withMessageContaining("compression.type");
  }

  private static PublisherConfig read(String text) {
    return PublisherConfig.from(
        ConfigFactory.parseString(text)
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve());
  }
}
