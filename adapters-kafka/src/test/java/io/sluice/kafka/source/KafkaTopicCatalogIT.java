package io.sluice.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.broker.BrokerExtension;
import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.kafka.client.ClientProperties;
import io.sluice.kafka.client.KafkaFailures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
@Timeout(60)
class KafkaTopicCatalogIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final EmbeddedBroker broker;
  private final String topic = "flights-" + UUID.randomUUID();
  private final List<KafkaTopicCatalog> opened = new ArrayList<>();

  KafkaTopicCatalogIT(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @AfterEach
  void closeCatalogs() {
    opened.forEach(KafkaTopicCatalog::close);
  }

  @Test
  void shouldListThePartitionsOfAllTopicsWithTheirIds() throws Exception {
    // Given
    String other = "a" + topic;
    String id = broker.createTopic(topic, 2);
    String otherId = broker.createTopic(other, 1);
    String cluster = broker.admin().describeCluster().clusterId().get();

    // When
    List<SourcePartition> partitions =
        catalog(broker.bootstrapServers(), LONG, topic, other).partitions();

    // Then
    assertThat(partitions)
        .containsExactly(
            new SourcePartition(cluster, other, otherId, 0),
            new SourcePartition(cluster, topic, id, 0),
            new SourcePartition(cluster, topic, id, 1));
  }

  @Test
  void shouldTellATopicThatWasCreatedAgainFromTheOneBefore() {
    // Given
    broker.createTopic(topic, 1);
    KafkaTopicCatalog catalog = catalog(broker.bootstrapServers(), LONG, topic);
    List<SourcePartition> before = catalog.partitions();

    // When
    broker.deleteTopic(topic);
    broker.createTopic(topic, 1);

    // Then
    assertThat(catalog.partitions()).hasSize(1).doesNotContainAnyElementsOf(before);
  }

  @Test
  void shouldEndBeforeAnOpenTransaction() {
    // Given
    broker.createTopic(topic, 1);
    broker.produce(topic, 0, "a", "b");
    KafkaTopicCatalog catalog = catalog(broker.bootstrapServers(), LONG, topic);
    List<SourcePartition> partitions = catalog.partitions();
    SourcePartition only = partitions.get(0);

    // When
    try (KafkaProducer<byte[], byte[]> producer =
        broker.producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      EmbeddedBroker.send(producer, topic, 0, "open");

      // Then
      assertThat(catalog.available(partitions)).isEqualTo(Map.of(only, new OffsetRange(0, 2)));
      assertThat(catalog.starts(partitions, new StartPolicy.Latest())).isEqualTo(Map.of(only, 2L));
      producer.commitTransaction();
    }
    await().until(() -> catalog.available(partitions).get(only).to() == 4);
  }

  @Test
  void shouldStartByTime() throws Exception {
    // Given
    broker.createTopic(topic, 2);
    Instant noon = Instant.parse("2026-01-31T12:00:00Z");
    try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
      for (int minute = 0; minute < 3; minute++) {
        long time = noon.plusSeconds(60L * minute).toEpochMilli();
        producer.send(new ProducerRecord<>(topic, 0, time, null, new byte[1])).get();
      }
    }
    KafkaTopicCatalog catalog = catalog(broker.bootstrapServers(), LONG, topic);
    List<SourcePartition> partitions = catalog.partitions();

    // When, Then
    assertThat(catalog.starts(partitions, new StartPolicy.At(noon.plusSeconds(1))).values())
        .containsExactly(1L, 0L);
    assertThat(catalog.starts(partitions, new StartPolicy.At(noon.plusSeconds(600))).values())
        .as("the end where no record is that late")
        .containsExactly(3L, 0L);
    assertThat(catalog.starts(partitions, new StartPolicy.Earliest()).values())
        .containsExactly(0L, 0L);
    assertThat(catalog.available(List.of())).isEmpty();
  }

  @Test
  void shouldNameAMissingTopicAndSuggestAnother() {
    // Given
    broker.createTopic(topic, 1);
    String misspelt = topic.replace("flights", "fligths");

    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> catalog(broker.bootstrapServers(), LONG, misspelt).partitions())
        .withMessage("Cannot read topic " + misspelt + ": it does not exist")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .satisfies(failure -> assertThat(failure.hint()).startsWith("did you mean " + topic));
  }

  @Test
  void shouldGiveUpOnAnUnreachableBrokerInTime() throws IOException {
    // Given
    String nobody = "127.0.0.1:" + closedPort();
    long begun = System.nanoTime();

    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> catalog(nobody, SHORT, topic).partitions())
        .withMessageStartingWith("Cannot reach Kafka at " + nobody + ": ")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE))
        .satisfies(failure -> assertThat(failure.hint()).contains("bootstrap-servers"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SHORT.multipliedBy(10));
  }

  @Test
  void shouldCallAHostWithoutAddressUnreachable() {
    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> catalog("no-such-host.invalid:9092", SHORT, topic).partitions())
        .withMessageStartingWith("Cannot reach Kafka at no-such-host.invalid:9092: ")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void shouldAnswerNothingOnceClosed() {
    // Given
    KafkaTopicCatalog catalog = catalog(broker.bootstrapServers(), LONG, topic);

    // When
    catalog.close();

    // Then
    assertThatIllegalStateException().isThrownBy(catalog::partitions);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void shouldFindTheTopicForDeadLetters() {
    // Given
    broker.createTopic(topic, 1);

    // When, Then
    assertThat(catalog(broker.bootstrapServers(), LONG, "any").requireDeadLetterTopic(topic))
        .isEqualTo("topic " + topic);
  }

  @Test
  void shouldNotCreateTheTopicForDeadLettersByAskingForIt() throws Exception {
    try (EmbeddedBroker creating =
        EmbeddedBroker.start(Map.of("auto.create.topics.enable", "true"))) {
      // Given
      KafkaTopicCatalog catalog = catalog(creating.bootstrapServers(), LONG, "any");

      // When
      assertThatExceptionOfType(SluiceException.class)
          .isThrownBy(() -> catalog.requireDeadLetterTopic("graveyard"))
          .withMessage("Cannot write dead letters to topic graveyard: it does not exist")
          .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION))
          .satisfies(
              failure ->
                  assertThat(failure.hint())
                      .isEqualTo("create it, or correct sluice.dead-letter.topic"));

      // Then
      creating.createTopic("later", 1);
      assertThat(creating.admin().listTopics().names().get()).containsExactly("later");
    }
  }

  @Test
  void shouldSuggestAnotherTopicForDeadLetters() {
    // Given
    broker.createTopic(topic, 1);

    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(
            () ->
                catalog(broker.bootstrapServers(), LONG, "any").requireDeadLetterTopic(topic + "s"))
        .satisfies(failure -> assertThat(failure.hint()).startsWith("did you mean " + topic + "?"));
  }

  private KafkaTopicCatalog catalog(String servers, Duration timeout, String... topics) {
    ClientProperties properties =
        new ClientProperties(List.of(servers), "catalog-" + UUID.randomUUID(), timeout, Map.of());
    KafkaTopicCatalog catalog =
        new KafkaTopicCatalog(
            List.of(topics),
            () -> Admin.create(properties.admin()),
            new KafkaFailures(List.of(servers)),
            timeout);
    opened.add(catalog);
    return catalog;
  }
}
