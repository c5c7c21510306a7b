package io.sluice.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPropertiesTest {
  @Test
  void shouldReadCommittedRecordsAndNeverResetOrCommitByItself() {
    // When
    Map<String, Object> consumer = properties(Map.of()).consumer("g");

    // Then
    assertThat(consumer)
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("group.protocol", "classic")
        .containsEntry("group.id", "g")
        .containsEntry("client.id", "sluice-p")
        .containsEntry("allow.auto.create.topics", false)
        .containsEntry("max.poll.records", 5_000)
        .containsEntry("receive.buffer.bytes", -1)
        .containsEntry("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
  }

  @Test
  void shouldWriteDurably() {
    assertThat(properties(Map.of()).producer())
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("delivery.timeout.ms", 30_000)
        .containsEntry("max.block.ms", 30_000);
  }

  @Test
  void shouldBoundEveryQuestion() {
    assertThat(properties(Map.of()).admin())
        .containsEntry("default.api.timeout.ms", 30_000)
        .containsEntry("request.timeout.ms", 30_000)
        .containsEntry("client.id", "sluice-p-admin");
  }

  @Test
  void shouldBeAcceptedByKafka() {
    // Given
    ClientProperties properties = properties(Map.of());

    Map<String, Object> consumer = properties.consumer("g");
    consumer.put("key.deserializer", ByteArrayDeserializer.class);
    consumer.put("value.deserializer", ByteArrayDeserializer.class);
    Map<String, Object> producer = properties.producer();
    producer.put("key.serializer", ByteArraySerializer.class);
    producer.put("value.serializer", ByteArraySerializer.class);

    // When, Then
    assertThatCode(() -> new AdminClientConfig(properties.admin())).doesNotThrowAnyException();
    assertThatCode(() -> new ConsumerConfig(consumer)).doesNotThrowAnyException();
    assertThatCode(() -> new ProducerConfig(producer)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "linger.ms, 5, 30005",
    "request.timeout.ms, 60000, 60000",
    "request.timeout.ms, 10000, 30000",
    "linger.ms, 9223372036854775807, 2147483647",
    "delivery.timeout.ms, 45000, 45000"
  })
  void shouldGiveADeliveryTheTimeThatTheUsersPropertiesNeed(
      String name, String value, String delivery) {
    assertThat(properties(Map.of(name, value)).producer().get("delivery.timeout.ms"))
        .hasToString(delivery);
  }

  @ParameterizedTest
  @CsvSource({"60000, 60000", "10000, 30000"})
  void shouldGiveAQuestionTheTimeThatTheUsersRequestsNeed(String request, String whole) {
    assertThat(properties(Map.of("request.timeout.ms", request)).admin())
        .containsEntry("request.timeout.ms", request)
        .containsEntry("default.api.timeout.ms", Integer.parseInt(whole));
  }

  @ParameterizedTest
  @CsvSource({
    "max.request.size, 134217728, 134217728",
    "max.request.size, 1048576, 33554432",
    "max.request.size, 268435456, 268435456",
    "buffer.memory, 1048576, 1048576"
  })
  void shouldBufferTheLargestRecordThatItMaySend(String name, String value, String buffer) {
    assertThat(properties(Map.of(name, value)).producer().get("buffer.memory")).hasToString(buffer);
  }

  @Test
  void shouldBufferTheLargestRecordByDefault() {
    assertThat(properties(Map.of()).producer().get("buffer.memory")).hasToString("134217728");
  }

  @Test
  void shouldMakeAProducerWhateverTheUsersTimeoutsAre() {
    // Given
    ClientProperties properties =
        properties(Map.of("linger.ms", "5", "request.timeout.ms", "60000"), "127.0.0.1:1");

    // When, Then
    assertThatCode(
            () ->
                new KafkaProducer<>(
                        properties.producer(), new ByteArraySerializer(), new ByteArraySerializer())
                    .close(Duration.ZERO))
        .doesNotThrowAnyException();
    assertThatCode(() -> Admin.create(properties.admin()).close(Duration.ZERO))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldLetTheUserOverrideDefaults() {
    // Given
    Map<String, String> custom =
        Map.of(
            "max.poll.records", "10",
            "partition.assignment.strategy", "x.Y",
            "receive.buffer.bytes", "65536");

    // When, Then
    assertThat(properties(custom).consumer("g"))
        .containsEntry("max.poll.records", "10")
        .containsEntry("receive.buffer.bytes", "65536")
        .containsEntry("partition.assignment.strategy", "x.Y");
  }

  @Test
  void shouldGiveEachClientWhatItKnowsAndWhatNobodyKnows() {
    // Given
    ClientProperties properties =
        properties(
            Map.of(
                "security.protocol", "SSL",
                "fetch.min.bytes", "9",
                "compression.type", "zstd",
                "my.plugin.url", "http://x"));

    // When, Then
    assertThat(properties.consumer("g"))
        .containsKeys("security.protocol", "fetch.min.bytes", "my.plugin.url")
        .doesNotContainKey("compression.type");
    assertThat(properties.admin())
        .containsKeys("security.protocol", "my.plugin.url")
        .doesNotContainKeys("fetch.min.bytes", "compression.type");
    assertThat(properties.producer())
        .containsKeys("security.protocol", "compression.type", "my.plugin.url")
        .doesNotContainKey("fetch.min.bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acks",
        "auto.offset.reset",
        "bootstrap.servers",
        "enable.auto.commit",
        "enable.idempotence",
        "group.id",
        "group.protocol",
        "isolation.level",
        "key.deserializer",
        "key.serializer",
        "transactional.id",
        "value.deserializer",
        "value.serializer"
      })
  void shouldRefuseWhatExactlyOnceRestsOn(String name) {
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> properties(Map.of(name, "consumer")))
        .withMessage("Cannot use sluice.kafka.properties." + name + ": it is fixed")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .satisfies(failure -> assertThat(failure.hint()).startsWith("remove it; "));
  }

  @Test
  void shouldAcceptTheGroupProtocolThatIsUsedAnyway() {
    assertThat(properties(Map.of("group.protocol", "CLASSIC")).consumer("g"))
        .containsEntry("group.protocol", "classic");
  }

  private static ClientProperties properties(Map<String, String> custom) {
    return properties(custom, "kafka:9092");
  }

  private static ClientProperties properties(Map<String, String> custom, String server) {
    return new ClientProperties(List.of(server), "sluice-p", Duration.ofSeconds(30), custom);
  }
}
