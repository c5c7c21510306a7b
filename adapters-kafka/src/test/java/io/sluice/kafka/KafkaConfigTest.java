package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.commit.GapPolicy;
import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaConfigTest {
  private static final String TOPICS = "sluice.kafka.topics = [a]\n";

  @Test
  void shouldHaveADefaultForEveryKeyButTheTopics() {
    assertThat(read(TOPICS))
        .isEqualTo(
            new KafkaConfig(
                List.of("localhost:9092"),
                List.of("a"),
                "",
                new KafkaConfig.Start(new StartPolicy.Earliest(), GapPolicy.STOP),
                Map.of(),
                Duration.ofSeconds(30),
                ""));
  }

  @Test
  void shouldReadEveryKey() {
    // Given
    String text =
        """
        sluice.kafka {
          bootstrap-servers = ["one:9092", "[::1]:9093"]
          topics = [a, b]
          group-id = g
          start = latest
          on-gap = skip
          request-timeout = 5 s
          properties { security.protocol = SSL, "ssl.truststore.location" = /x, fetch.min.bytes = 7 }
        }
        sluice.dead-letter.topic = dead
        """;

    // When, Then
    assertThat(read(text))
        .isEqualTo(
            new KafkaConfig(
                List.of("one:9092", "[::1]:9093"),
                List.of("a", "b"),
                "g",
                new KafkaConfig.Start(new StartPolicy.Latest(), GapPolicy.SKIP),
                Map.of(
                    "security.protocol", "SSL",
                    "ssl.truststore.location", "/x",
                    "fetch.min.bytes", "7"),
                Duration.ofSeconds(5),
                "dead"));
  }

  @Test
  void shouldListItsKeysInTheReference() {
    // Given
    Config sluice = ConfigFactory.parseResourcesAnySyntax("reference.conf").getConfig("sluice");

    // When, Then
    assertThat(sluice.getObject("kafka").keySet())
        .containsExactlyInAnyOrder(
            "bootstrap-servers",
            "topics",
            "group-id",
            "start",
            "on-gap",
            "request-timeout",
            "properties");
    assertThat(sluice.getObject("dead-letter").keySet()).containsExactly("topic");
  }

  @Test
  void shouldTakeListsSeparatedByCommas() {
    // Given
    KafkaConfig config =
        read("sluice.kafka { topics = \"a, b,\", bootstrap-servers = \"one:1,two:2\" }");

    // When, Then
    assertThat(config.topics()).containsExactly("a", "b");
    assertThat(config.bootstrapServers()).containsExactly("one:1", "two:2");
  }

  @Test
  void shouldJoinListsAmongTheProperties() {
    assertThat(read(TOPICS + "sluice.kafka.properties.metric.reporters = [a.B, c.D]").properties())
        .containsExactly(Map.entry("metric.reporters", "a.B,c.D"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T00:00:00Z, 2026-01-31T00:00:00Z",
    "2026-01-31T02:00:00.5+02:00, 2026-01-31T00:00:00.5Z"
  })
  void shouldStartAtATime(String start, Instant time) {
    assertThat(read(TOPICS + "sluice.kafka.start = \"" + start + "\"").start().policy())
        .isEqualTo(new StartPolicy.At(time));
  }

  @Test
  void shouldNameTheGroupAfterThePipeline() {
    assertThat(read(TOPICS).groupId("p")).isEqualTo("sluice-p");
    assertThat(read(TOPICS + "sluice.kafka.group-id = g").groupId("p")).isEqualTo("g");
  }

  @Test
  void shouldPollNoMoreThanOneCommitHolds() {
    // Given
    KafkaConfig config = read(TOPICS);
    KafkaConfig own = read(TOPICS + "sluice.kafka.properties.\"max.poll.records\" = 700");

    // Then
    assertThat(config.withPollsOfAtMost(100).properties()).containsEntry("max.poll.records", "100");
    assertThat(config.withPollsOfAtMost(5_000)).isEqualTo(config);
    assertThat(config.withPollsOfAtMost(Long.MAX_VALUE)).isEqualTo(config);
    assertThat(own.withPollsOfAtMost(100)).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sluice.kafka.topics|[]",
        "sluice.kafka.topics|[a, a]",
        "sluice.kafka.topics|{ a = b }",
        "sluice.kafka.bootstrap-servers|[localhost]",
        "sluice.kafka.bootstrap-servers|\" , \"",
        "sluice.kafka.group-id|[g]",
        "sluice.kafka.start|yesterday",
        "sluice.kafka.start|\"2026-01-31T00:00:00\"",
        "sluice.kafka.on-gap|ignore",
        "sluice.kafka.request-timeout|10 parsecs",
        "sluice.kafka.request-timeout|10 ms",
        "sluice.kafka.request-timeout|1 h",
        "sluice.dead-letter.topic|[a]"
      })
  void shouldNameTheKeyOfABadValue(String key, String value) {
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> read(TOPICS + key + " = " + value))
        .withMessageStartingWith("Cannot use " + key + ": ")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION));
  }

  @Test
  void shouldRefusePropertiesThatAreFixed() {
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(
            () -> read(TOPICS + "sluice.kafka.properties.isolation.level = read_uncommitted"))
        .withMessageContaining("sluice.kafka.properties.isolation.level");
  }

  @Test
  void shouldRefuseWhatKafkaWouldRefuseOnlyAtTheFirstDeadLetter() {
    String bad = TOPICS + "sluice.kafka.properties.compression.type = rar\n";

    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> read(bad + "sluice.dead-letter { sink = topic, topic = d }"))
        .withMessageContaining("compression.type")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION));
    assertThat(read(bad + "sluice.dead-letter.sink = table").topics())
        .as("there is no producer")
        .containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({"300 s, 300000", "301 s, 300000", "60 s, 60000", "5 s, 4000"})
  void shouldWaitForARevocationNoLongerThanTheGroupWaits(String revoke, String interval) {
    String text =
        TOPICS
            + "sluice.revoke-timeout = "
            + revoke
            + "\nsluice.kafka.properties.max.poll.interval.ms = "
            + interval;

    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> read(text))
        .withMessageStartingWith("Cannot use sluice.revoke-timeout: ")
        .withMessageContaining("max.poll.interval.ms (" + interval + " ms)")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION));
  }

  @Test
  void shouldCompareTheRevokeTimeoutWithKafkasDefault() {
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> read(TOPICS + "sluice.revoke-timeout = 5 minutes"))
        .withMessageContaining("max.poll.interval.ms (300000 ms)");
    assertThat(read(TOPICS + "sluice.revoke-timeout = 299 s").topics()).containsExactly("a");
  }

  @Test
  void shouldKnowNoDeadLetterTopicWhereTheSinkIsAnother() {
    assertThat(read(TOPICS + "sluice.dead-letter { sink = table, topic = d }").deadLetterTopic())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"topic", "TOPIC", "Topic"})
  void shouldAskForTheDeadLetterTopicWhereItIsTheSink(String sink) {
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> read(TOPICS + "sluice.dead-letter.sink = " + sink))
        .withMessageStartingWith("Cannot use sluice.dead-letter.topic: ");
    assertThat(read(TOPICS + "sluice.dead-letter { sink = topic, topic = d }").deadLetterTopic())
        .isEqualTo("d");
  }

  private static KafkaConfig read(String text) {
    return KafkaConfig.from(
        ConfigFactory.parseString(text)
            .withFallback(ConfigFactory.parseResourcesAnySyntax("reference.conf"))
            .resolve());
  }
}
