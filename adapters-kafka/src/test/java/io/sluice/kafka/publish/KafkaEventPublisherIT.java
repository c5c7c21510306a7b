package io.sluice.kafka.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.google.inject.Guice;
import com.typesafe.config.ConfigFactory;
import io.sluice.kafka.PublisherConfig;
import io.sluice.kafka.PublisherModule;
import io.sluice.kafka.broker.BrokerExtension;
import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.ports.contract.EventPublisherContract;
import io.sluice.ports.out.EventPublisher;
import io.sluice.ports.out.OutgoingRecord;
import io.sluice.ports.out.PublishOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class KafkaEventPublisherIT extends EventPublisherContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(3);

  /**
   * The producer looks at what is overdue once a round, and may be at a pause between two tries.
   */
  private static final Duration BOUND = DELIVERY_TIMEOUT.plusSeconds(2);

  private static final int LARGE = 2 << 20;

  private final EmbeddedBroker broker;
  private final String topic = "events-" + UUID.randomUUID();
  private EventPublisher publisher;

  KafkaEventPublisherIT(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void open() {
    broker.createTopic(topic, 1);
    publisher = open(broker, topic);
    await().atMost(PATIENCE).until(() -> publisher.trouble().isEmpty());
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void shouldSayWithinTheBoundThatKafkaWentAwayAndGoOnWhenItIsBack() {
    // Given
    EmbeddedBroker own = EmbeddedBroker.start();
    own.createTopic("mortal", 1);
    try (EventPublisher lonely = open(own, "mortal")) {
      await().atMost(PATIENCE).until(() -> lonely.trouble().isEmpty());

      // When
      own.close();

      // Then
      assertThat(lonely.publish(List.of(new OutgoingRecord(null, new byte[] {1}))))
          .succeedsWithin(BOUND)
          .isInstanceOf(PublishOutcome.Unavailable.class);
      await().atMost(PATIENCE).until(() -> lonely.trouble().isPresent());
      assertThat(lonely.publish(List.of(new OutgoingRecord(null, new byte[] {1}))))
          .as("while it is known to be away, nobody waits")
          .isCompleted();
    }
  }

  @Test
  void shouldSayThatTheTopicIsMissingAndSeeItCome() {
    // Given
    String late = "late-" + UUID.randomUUID();
    try (EventPublisher early = open(broker, late)) {
      await().atMost(PATIENCE).until(() -> early.trouble().orElse("").contains(late));

      // When
      broker.createTopic(late, 1);

      // Then
      await().atMost(PATIENCE).until(() -> early.trouble().isEmpty());
      assertThat(early.publish(List.of(new OutgoingRecord(null, new byte[] {1}))))
          .succeedsWithin(BOUND)
          .isEqualTo(new PublishOutcome.Acknowledged());
    }
  }

  @Test
  void shouldKnowATopicAtTheFirstLook() {
    // Given
    Map<String, Object> settings = Map.of("max.block.ms", 0);
    KafkaProducer<byte[], byte[]> producer = broker.producer(settings);
    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));

    // When, Then
    try (producer;
        TopicProbe probe = new TopicProbe(topic, admin, producer, PATIENCE)) {
      assertThatCode(probe::ask).doesNotThrowAnyException();
    }
  }

  @Override
  protected EventPublisher publisher() {
    return publisher;
  }

  @Override
  protected int tooLarge() {
    return LARGE;
  }

  private static EventPublisher open(EmbeddedBroker broker, String topic) {
    PublisherConfig config =
        PublisherConfig.from(
            ConfigFactory.parseMap(
                    Map.of(
                        "sluice.kafka.bootstrap-servers",
                        broker.bootstrapServers(),
                        "sluice.ingest.topic",
                        topic,
                        "sluice.ingest.delivery-timeout",
                        DELIVERY_TIMEOUT.toMillis() + " ms"))
                .withFallback(ConfigFactory.parseResources("reference.conf")));
    return Guice.createInjector(
            new PublisherModule(), binder -> binder.bind(PublisherConfig.class).toInstance(config))
        .getInstance(EventPublisher.class);
  }

  @Override
  protected List<OutgoingRecord> written() {
    List<OutgoingRecord> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> only = List.of(new TopicPartition(topic, 0));
      consumer.assign(only);
      consumer.seekToBeginning(only);
      long end = consumer.endOffsets(only).get(only.get(0));
      while (consumer.position(only.get(0)) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(each -> records.add(new OutgoingRecord(each.key(), each.value())));
      }
    }
    return records;
  }
}
