package io.sluice.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.ports.out.OffsetUnavailableException;
import io.sluice.ports.out.RecordingListener;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class KafkaRecordSourceTest {
  private static final Duration NOW = Duration.ZERO;
  private static final ClusterResource CLUSTER = new ClusterResource("c");
  private static final TopicPartition ZERO = new TopicPartition("a", 0);
  private static final TopicPartition ONE = new TopicPartition("a", 1);
  private static final SourcePartition A0 = new SourcePartition("c", "a", "id-1", 0);
  private static final SourcePartition A1 = new SourcePartition("c", "a", "id-1", 1);

  private final MockConsumer<ByteBuffer, ByteBuffer> consumer = new MockConsumer<>("none");
  private final RecordingListener listener = new RecordingListener();
  private final Map<String, TopicIdentity> identities =
      new HashMap<>(Map.of("a", new TopicIdentity("c", "a", "id-1", 2)));
  private final List<SluiceException> identityFailures = new ArrayList<>();
  private MetadataWatch watch;

  private final KafkaRecordSource source =
      new KafkaRecordSource(
          List.of("a"),
          within -> {
            if (!identityFailures.isEmpty()) {
              throw identityFailures.remove(0);
            }
            return Map.copyOf(identities);
          },
          bytes -> {
            watch = (MetadataWatch) bytes;
            return consumer;
          },
          new KafkaFailures(List.of("kafka:9092")),
          Duration.ofSeconds(1));

  @Test
  void shouldGiveAssignedPartitionsAPositionAndPauseThemInTheRebalance() {
    // Given
    source.subscribe(listener);
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(ZERO, ONE));

          // Then
          assertThat(consumer.paused()).containsExactlyInAnyOrder(ZERO, ONE);
          assertThat(consumer.position(ZERO)).isZero();
          assertThat(listener.events()).as("events inside the rebalance").isEmpty();
        });

    // When
    assertThat(source.poll(NOW)).isEmpty();

    // Then
    assertThat(listener.events()).containsExactly("assigned [a-0, a-1]");
    assertThat(listener.owned()).containsExactlyInAnyOrder(A0, A1);
  }

  @Test
  void shouldNotResumeWhatWasNotSought() {
    // Given
    assign(ZERO, ONE);

    // When
    source.seek(A1, 3);
    source.resume(List.of(A0, A1));

    // Then
    assertThat(consumer.paused()).containsExactly(ZERO);
  }

  @Test
  void shouldCountTheEndFromThePositionAndLeaveOutWhatWasNotSought() {
    // Given
    assign(ZERO, ONE);
    consumer.updateEndOffsets(Map.of(ZERO, 9L, ONE, 9L));

    // When
    source.seek(A1, 3);

    // Then
    assertThat(source.ends()).isEqualTo(Map.of(A1, 9L));
  }

  @Test
  void shouldTellOnlyOfPartitionsThatAreNew() {
    // Given
    assign(ZERO);
    start(A0, 5);

    // When
    assign(ZERO, ONE);

    // Then
    assertThat(listener.events()).containsExactly("assigned [a-0]", "assigned [a-1]");
    assertThat(consumer.paused()).containsExactly(ONE);
    assertThat(consumer.position(ZERO)).isEqualTo(5);
  }

  @Test
  void shouldGoOnAfterARebalanceWithoutLosingWhatItPolledInIt() {
    // Given
    assign(ZERO);
    start(A0, 0);
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(ZERO, ONE));
          add(ZERO, 0);
        });

    // When
    List<RecordBatch> during = source.poll(NOW);
    List<RecordBatch> after = source.poll(NOW);

    // Then
    assertThat(during).isEmpty();
    assertThat(after)
        .singleElement()
        .extracting(RecordBatch::range)
        .isEqualTo(new OffsetRange(0, 1));
  }

  @Test
  void shouldTellOfRevokedPartitionsWhileTheyAreStillOwned() {
    // Given
    source.subscribe(
        new RecordingListener() {
          @Override
          public void revoked(Set<SourcePartition> partitions) {
            source.seek(A0, 1);
            listener.revoked(partitions);
          }
        });
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ZERO, ONE)));
    source.poll(NOW);

    // When
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ONE)));
    source.poll(NOW);

    // Then
    assertThat(listener.events()).containsExactly("revoked [a-0]");
    assertThatIllegalStateException().isThrownBy(() -> source.seek(A0, 0));
  }

  @Test
  void shouldAnnounceOnlyOnceTheTopicsAreIdentified() {
    // Given
    source.subscribe(listener);
    watch.onUpdate(CLUSTER);
    identityFailures.add(new SluiceException(ErrorCode.UNAVAILABLE, "gone", ""));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ZERO)));

    // When
    source.poll(NOW);
    assertThat(listener.events()).isEmpty();
    source.poll(NOW);

    // Then
    assertThat(listener.events()).containsExactly("assigned [a-0]");
  }

  @Test
  void shouldSayNothingOfPartitionsThatWentBeforeTheyWereAnnounced() {
    // Given
    source.subscribe(listener);
    watch.onUpdate(CLUSTER);
    identityFailures.add(new SluiceException(ErrorCode.UNAVAILABLE, "gone", ""));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ZERO, ONE)));
    source.poll(NOW);

    // When
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ONE)));
    source.poll(NOW);

    // Then
    assertThat(listener.events()).containsExactly("assigned [a-1]");
  }

  @Test
  void shouldHoldRecordsBackUntilTheTopicIsIdentifiedAgain() {
    // Given
    assign(ZERO);
    start(A0, 0);
    add(ZERO, 0, 1);
    watch.onUpdate(CLUSTER);
    identityFailures.add(new SluiceException(ErrorCode.UNAVAILABLE, "gone", ""));

    // When
    List<RecordBatch> batches = source.poll(NOW);

    // Then
    assertThat(batches).isEmpty();
    assertThat(consumer.position(ZERO)).as("position to read again from").isZero();
  }

  @Test
  void shouldStopWhenATopicWasReplacedBeforeItReturnsItsRecords() {
    // Given
    assign(ZERO);
    start(A0, 0);
    topicIs("id-2");
    watch.onUpdate(CLUSTER);
    add(ZERO, 0);
    consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
    consumer.updateEndOffsets(Map.of(ZERO, 9L));

    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> source.poll(NOW))
        .withMessageMatching(
            ".*topic a: .* created again .*; a-0 .* up to offset 0, and now holds \\[0, 9\\)")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATA_POLICY));
  }

  @Test
  void shouldTakeTheNewTopicsIdForPartitionsAssignedLater() {
    // Given
    assign(ZERO);
    assign();
    topicIs("id-2");
    watch.onUpdate(CLUSTER);

    // When
    assign(ZERO);

    // Then
    assertThat(listener.owned()).containsExactly(new SourcePartition("c", "a", "id-2", 0));
  }

  @Test
  void shouldThrowWhatTheListenerThrowsAndNotCallItAgain() {
    // Given
    IllegalArgumentException failure = new IllegalArgumentException("the listener's");
    RecordingListener failing =
        new RecordingListener() {
          @Override
          public void revoked(Set<SourcePartition> partitions) {
            super.revoked(partitions);
            throw failure;
          }
        };
    source.subscribe(failing);
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ZERO, ONE)));
    source.poll(NOW);

    // When
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ONE)));
    assertThatThrownBy(() -> source.poll(NOW)).isSameAs(failure);
    assertThatThrownBy(source::close).isSameAs(failure);

    // Then
    assertThat(failing.events()).containsExactly("assigned [a-0, a-1]", "revoked [a-0]");
  }

  @Test
  void shouldNameTheFirstOffsetThatIsNotToBeHad() {
    // Given
    assign(ZERO, ONE);
    consumer.setPollException(new OffsetOutOfRangeException(Map.of(ONE, 7L, ZERO, 5L)));

    // When, Then
    assertThatExceptionOfType(OffsetUnavailableException.class)
        .isThrownBy(() -> source.poll(NOW))
        .satisfies(failure -> assertThat(failure.partition()).isEqualTo(A0))
        .satisfies(failure -> assertThat(failure.wanted()).isEqualTo(5));
  }

  @Test
  void shouldSayWhatAUserMayNotDo() {
    // Given
    assign(ZERO);
    consumer.setPollException(new TopicAuthorizationException(Set.of("a")));

    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> source.poll(NOW))
        .withMessageStartingWith("Cannot read from topics a: ")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION));
  }

  @Test
  void shouldBeWokenUpBeforeItIsSubscribed() {
    // Given
    source.wakeUp();

    // When
    source.subscribe(listener);

    // Then
    assertThatExceptionOfType(WakeupException.class).isThrownBy(() -> consumer.poll(NOW));
  }

  @Test
  void shouldFailToJoinWhereTheTopicsCannotBeIdentified() {
    // Given
    identityFailures.add(new SluiceException(ErrorCode.UNAVAILABLE, "gone", ""));

    // When, Then
    assertThatThrownBy(() -> source.subscribe(listener)).hasMessage("gone");
    assertThatIllegalStateException().isThrownBy(() -> source.subscribe(listener));
  }

  @Test
  void shouldDescribeAClientThatCannotBeMade() {
    // Given
    KafkaRecordSource unmade =
        new KafkaRecordSource(
            List.of("a"),
            within -> identities,
            bytes -> {
              throw new KafkaException("Failed to construct it", new KafkaException("why"));
            },
            new KafkaFailures(List.of("kafka:9092")),
            NOW);

    // When, Then
    assertThatThrownBy(() -> unmade.subscribe(listener))
        .isInstanceOf(SluiceException.class)
        .hasMessage("Cannot join the consumer group: why");
    unmade.close();
  }

  @Test
  void shouldCloseOnceAndOnlyWhatWasOpened() {
    // Given
    source.close();

    // When, Then
    assertThat(consumer.closed()).isFalse();
    source.close();
    assertThatIllegalStateException().isThrownBy(() -> source.subscribe(listener));
    assertThatIllegalStateException().isThrownBy(() -> source.poll(NOW));
  }

  @Test
  void shouldCallWhatKafkaDidNotRevokeLostWhenItIsClosed() {
    // Given
    assign(ZERO);

    // When
    source.close();

    // Then
    assertThat(consumer.closed()).isTrue();
    assertThat(listener.events()).containsExactly("assigned [a-0]", "lost [a-0]");
  }

  private void assign(TopicPartition... partitions) {
    if (watch == null) {
      source.subscribe(listener);
    }
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(partitions)));
    source.poll(NOW);
  }

  private void start(SourcePartition partition, long offset) {
    source.seek(partition, offset);
    source.resume(List.of(partition));
  }

  private void add(TopicPartition from, long... offsets) {
    for (long offset : offsets) {
      consumer.addRecord(
          new ConsumerRecord<>(
              from.topic(), from.partition(), offset, null, ByteBuffer.wrap(new byte[] {1})));
    }
  }

  private void topicIs(String topicId) {
    identities.put("a", new TopicIdentity("c", "a", topicId, 2));
  }
}
