package io.sluice.kafka.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.Header;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.broker.BrokerExtension;
import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.kafka.client.ClientProperties;
import io.sluice.kafka.client.KafkaFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(BrokerExtension.class)
@Timeout(60)
class KafkaDeadLetterSinkIT {
  private static final SourcePartition SOURCE = new SourcePartition("c", "a", "a-id", 3);
  private static final CommitIdentity COMMIT = new CommitIdentity(UUID.randomUUID());

  private final EmbeddedBroker broker;
  private final String topic = "dead-" + UUID.randomUUID();

  KafkaDeadLetterSinkIT(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @Test
  void shouldKeepTheOriginalBytesAndSayWhereTheyComeFrom() throws IOException {
    // Given
    broker.createTopic(topic, 1);
    byte[] value = {0, (byte) 0xff, 7};
    List<Header> headers = List.of(new Header("trace", value), new Header("sluice.reason", null));
    DeadLetter broken = letter(41, "key".getBytes(UTF_8), value, headers);
    DeadLetter empty = letter(42, null, null, List.of());

    // When
    try (KafkaDeadLetterSink sink = sink()) {
      assertThat(sink.store(COMMIT, List.of(broken, empty))).isEmpty();
    }

    // Then
    List<ConsumerRecord<byte[], byte[]>> kept = read(2);
    assertThat(kept.get(0).key()).isEqualTo("key".getBytes(UTF_8));
    assertThat(kept.get(0).value()).isEqualTo(value);
    assertThat(kept.get(1).key()).isNull();
    assertThat(kept.get(1).value()).isNull();
    org.apache.kafka.common.header.Header[] first = kept.get(0).headers().toArray();
    assertThat(first[0]).isEqualTo(new RecordHeader("trace", value));
    assertThat(first[1]).isEqualTo(new RecordHeader("sluice.reason", (byte[]) null));
    assertThat(ours(kept.get(0)))
        .containsExactly(
            Map.entry("sluice.cluster", "c"),
            Map.entry("sluice.detail", "not JSON, at byte 0"),
            Map.entry("sluice.offset", "41"),
            Map.entry("sluice.partition", "3"),
            Map.entry("sluice.reason", "INVALID_JSON"),
            Map.entry("sluice.timestamp", "1000"),
            Map.entry("sluice.topic", "a"),
            Map.entry("sluice.topic-id", "a-id"));
    assertThat(kept.get(1).headers()).hasSize(8);
  }

  @Test
  void shouldFailWhereTheTopicIsMissing() {
    // When, Then
    try (KafkaDeadLetterSink sink = sink(Duration.ofSeconds(3))) {
      assertThatIOException()
          .isThrownBy(() -> sink.store(COMMIT, List.of(letter(1, null, null, List.of()))))
          .withMessageContaining(topic);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2 << 20, 40 << 20})
  void shouldRefuseForGoodWhatTheTopicDoesNotTake(int size) {
    // Given
    broker.createTopic(topic, 1);
    DeadLetter large = letter(1, null, new byte[size], List.of());

    // When, Then
    try (KafkaDeadLetterSink sink = sink()) {
      assertThatExceptionOfType(SluiceException.class)
          .isThrownBy(() -> sink.store(COMMIT, List.of(large)))
          .satisfies(failure -> assertThat(failure).hasMessageNotContaining("buffer.memory"))
          .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION))
          .satisfies(failure -> assertThat(failure.hint()).contains("max.message.bytes"));
    }
  }

  private static DeadLetter letter(long offset, byte[] key, byte[] value, List<Header> headers) {
    return new DeadLetter(
        SOURCE,
        offset,
        1_000,
        key,
        value,
        headers,
        DeadLetterReason.INVALID_JSON,
        "not JSON, at byte 0");
  }

  private KafkaDeadLetterSink sink() {
    return sink(Duration.ofSeconds(30));
  }

  private KafkaDeadLetterSink sink(Duration requestTimeout) {
    ClientProperties properties =
        new ClientProperties(
            List.of(broker.bootstrapServers()),
            "sink-" + UUID.randomUUID(),
            requestTimeout,
            Map.of());
    return new KafkaDeadLetterSink(
        topic,
        () ->
            new KafkaProducer<>(
                properties.producer(), new ByteArraySerializer(), new ByteArraySerializer()),
        new KafkaFailures(List.of(broker.bootstrapServers())));
  }

  private List<ConsumerRecord<byte[], byte[]>> read(int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> only = List.of(new TopicPartition(topic, 0));
      consumer.assign(only);
      consumer.seekToBeginning(only);
      while (records.size() < count) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  /** Those after the two that the record had. */
  private static Map<String, String> ours(ConsumerRecord<?, ?> kept) {
    Map<String, String> headers = new TreeMap<>();
    Stream.of(kept.headers().toArray())
        .skip(2)
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}
