package io.sluice.kafka.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.broker.BrokerExtension;
import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.kafka.client.ClientProperties;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.RecordingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several members, and a topic that is replaced, with a real broker. */
@ExtendWith(BrokerExtension.class)
@Timeout(120)
class GroupIT {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration SHORT = Duration.ofMillis(50);

  private final EmbeddedBroker broker;
  private final String topic = "t" + UUID.randomUUID();
  private final String group = "g" + UUID.randomUUID();
  private final List<AutoCloseable> opened = new ArrayList<>();

  GroupIT(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void shouldHandPartitionsOverWithoutStoppingTheOthers() {
    // Given
    broker.createTopic(topic, 4);
    Member one = new Member(Map.of());
    pollUntil("the first member has all", () -> one.has(4), one);
    one.startAll();
    fill(0, "a");
    readAll(4, one);

    // When
    Member other = new Member(Map.of());
    pollUntil("both have two", () -> one.has(2) && other.has(2), one, other);

    // Then
    assertThat(other.values()).as("records before the seek").isEmpty();
    assertThat(one.listener.events()).hasSize(2).last().asString().startsWith("revoked");
    assertThat(one.owned()).doesNotContainAnyElementsOf(other.owned());
    fill(0, "b");
    pollUntil("the one goes on", () -> one.values().size() == 6, one, other);
    assertThat(other.values()).as("records before the seek").isEmpty();
    other.startAll();
    pollUntil("the other begins", () -> other.values().size() == 4, one, other);
    assertThat(other.values()).containsExactlyInAnyOrder("a", "a", "b", "b");
  }

  @Test
  void shouldTellOfWhatIsRevokedBeforeItIsAssignedAgainWithAnEagerAssignor() {
    // Given
    broker.createTopic(topic, 2);
    Map<String, String> eager =
        Map.of("partition.assignment.strategy", RangeAssignor.class.getName());
    Member one = new Member(eager);
    pollUntil("the first member has all", () -> one.has(2), one);
    one.startAll();

    // When
    Member other = new Member(eager);
    pollUntil("each has one", () -> one.has(1) && other.has(1), one, other);

    // Then
    String all = List.of(topic + "-0", topic + "-1").toString();
    assertThat(one.listener.events())
        .startsWith("assigned " + all, "revoked " + all)
        .last()
        .asString()
        .startsWith("assigned");
    fill(0, "a");
    for (int count = 0; count < 10; count++) {
      one.poll();
    }
    assertThat(one.values()).as("records before the partition is sought again").isEmpty();
  }

  @Test
  void shouldCommitTheLastAdviceWhenItLeaves() throws Exception {
    // Given
    broker.createTopic(topic, 2);
    Member member = new Member(Map.of());
    pollUntil("it has all", () -> member.has(2), member);
    SourcePartition partition = member.owned().iterator().next();

    // When
    member.source.advise(Map.of(partition, 7L));
    member.source.close();

    // Then
    assertThat(groupOffsets())
        .containsExactly(Map.entry(new TopicPartition(topic, partition.partition()), 7L));
  }

  @Test
  void shouldStopBeforeItReturnsRecordsOfATopicThatWasCreatedAgain() {
    // Given
    Member member = readerOfOnePartition("old", "old", "old");

    // When
    broker.deleteTopic(topic);
    broker.createTopic(topic, 1);
    fill(0, "new", "new", "new", "new", "new");

    // Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> pollUntil("it notices", () -> false, member))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATA_POLICY));
    assertThat(member.values()).containsOnly("old");
  }

  @Test
  void shouldStopWhenItsTopicIsDeletedForGood() {
    // Given
    Member member = readerOfOnePartition("a", "b", "c");

    // When
    broker.deleteTopic(topic);

    // Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> pollUntil("it notices", () -> false, member))
        .withMessageMatching(".*topic " + topic + ": it was deleted while it was read.*")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATA_POLICY));
  }

  /** Alone, has read a new topic with these values, and soon hears what becomes of it. */
  private Member readerOfOnePartition(String... values) {
    broker.createTopic(topic, 1);
    fill(0, values);
    Member member = new Member(Map.of("metadata.max.age.ms", "500"));
    pollUntil("it has all", () -> member.has(1), member);
    member.startAll();
    readAll(values.length, member);
    return member;
  }

  private static void pollUntil(String what, BooleanSupplier reached, Member... members) {
    await(what)
        .atMost(Duration.ofSeconds(60))
        .pollInSameThread()
        .pollInterval(Duration.ZERO)
        .until(
            () -> {
              for (Member member : members) {
                member.poll();
              }
              return reached.getAsBoolean();
            });
  }

  private static void readAll(int records, Member member) {
    pollUntil("all is read", () -> member.values().size() == records, member);
  }

  /** One record of each value in every partition. */
  private void fill(int from, String... values) {
    int partitions =
        broker
            .admin()
            .describeTopics(List.of(topic))
            .topicNameValues()
            .get(topic)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .partitions()
            .size();
    for (int partition = from; partition < partitions; partition++) {
      broker.produce(topic, partition, values);
    }
  }

  private Map<TopicPartition, Long> groupOffsets() throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    broker
        .admin()
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, committed) -> offsets.put(partition, committed.offset()));
    return offsets;
  }

  /** A member that writes down what it is given. */
  private final class Member {
    private final RecordingListener listener = new RecordingListener();
    private final List<String> values = new ArrayList<>();
    private final Set<SourcePartition> started = new HashSet<>();
    private final RecordSource source;

    private Member(Map<String, String> custom) {
      ClientProperties properties =
          new ClientProperties(
              List.of(broker.bootstrapServers()),
              "member-" + UUID.randomUUID(),
              REQUEST_TIMEOUT,
              custom);
      KafkaFailures failures = new KafkaFailures(List.of(broker.bootstrapServers()));
      KafkaTopicCatalog catalog =
          new KafkaTopicCatalog(
              List.of(topic), () -> Admin.create(properties.admin()), failures, REQUEST_TIMEOUT);
      source =
          new KafkaRecordSource(
              List.of(topic),
              catalog,
              bytes ->
                  new KafkaConsumer<>(
                      properties.consumer(group), new ByteBufferDeserializer(), bytes),
              failures,
              REQUEST_TIMEOUT);
      opened.add(source);
      opened.add(catalog);
      source.subscribe(listener);
    }

    private void poll() {
      for (RecordBatch batch : source.poll(SHORT)) {
        assertThat(started).as("partitions that may return records").contains(batch.partition());
        for (int index = 0; index < batch.size(); index++) {
          values.add(new String(batch.value(index), UTF_8));
        }
      }
    }

    private void startAll() {
      for (SourcePartition partition : owned()) {
        started.add(partition);
        source.seek(partition, 0);
        source.resume(List.of(partition));
      }
    }

    private boolean has(int partitions) {
      return owned().size() == partitions;
    }

    private Set<SourcePartition> owned() {
      return listener.owned();
    }

    private List<String> values() {
      return values;
    }
  }
}
