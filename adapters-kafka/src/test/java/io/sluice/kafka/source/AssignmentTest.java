package io.sluice.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final TopicPartition ZERO = new TopicPartition("a", 0);
  private static final TopicPartition ONE = new TopicPartition("a", 1);
  private static final TopicIdentity TOPIC = new TopicIdentity("c", "a", "id", 2);
  private static final SourcePartition A0 = TOPIC.partition(0);

  private final Assignment assignment = new Assignment();

  @Test
  void shouldEndABatchWhereThePositionIs() {
    // Given
    startAt(2);

    // When
    List<RecordBatch> batches = assignment.advance(polled(9, 3, 4, 6));

    // Then
    RecordBatch batch = batches.get(0);
    assertThat(batches).hasSize(1);
    assertThat(batch.range()).isEqualTo(new OffsetRange(2, 9));
    assertThat(batch.gaps())
        .isEqualTo(
            new Gaps(
                4, List.of(new OffsetRange(2, 3), new OffsetRange(5, 6), new OffsetRange(7, 9))));
  }

  @Test
  void shouldCarryEveryPartOfARecord() {
    // Given
    startAt(3);

    // When
    RecordBatch batch = assignment.advance(polled(5, 3, 4)).get(0);

    // Then
    assertThat(batch.partition()).isEqualTo(A0);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.offset(1)).isEqualTo(4);
    assertThat(batch.timestamp(1)).isEqualTo(1_004);
    assertThat(batch.key(1)).containsExactly(4);
    assertThat(batch.value(1)).containsExactly(4, 4);
    assertThat(batch.value(0)).as("a null payload").isNull();
  }

  @Test
  void shouldJoinBatchesOverPositionsThatMoveWithoutRecords() {
    // Given
    startAt(0);

    // When
    List<RecordBatch> batches = new ArrayList<>();
    batches.addAll(assignment.advance(polled(4)));
    batches.addAll(assignment.advance(polled(4)));
    batches.addAll(assignment.advance(polled(7, 5)));

    // Then
    assertThat(batches)
        .extracting(RecordBatch::range)
        .containsExactly(new OffsetRange(0, 4), new OffsetRange(4, 7));
    assertThat(batches.get(0).gaps()).isEqualTo(Gaps.of(new OffsetRange(0, 4)));
  }

  @Test
  void shouldBeginWhereItWasSought() {
    // Given
    startAt(0);
    assignment.advance(polled(4, 0, 1, 2, 3));

    // When
    assignment.seek(ZERO, 1);

    // Then
    assertThat(assignment.next(ZERO)).hasValue(1);
    assertThat(assignment.advance(polled(2, 1)).get(0).range()).isEqualTo(new OffsetRange(1, 2));
  }

  @Test
  void shouldKnowAPartitionOnlyByItsTopicsId() {
    // Given
    startAt(0);
    SourcePartition other = new SourcePartition("c", "a", "other", 0);

    // When, Then
    assertThat(assignment.assigned(A0)).contains(ZERO);
    assertThat(assignment.assigned(other)).isEmpty();
    assertThat(assignment.sought(TOPIC.partition(1))).isEmpty();
    assertThat(assignment.next(ONE)).isEmpty();
  }

  @Test
  void shouldNoticeTopicsThatWereReplaced() {
    // Given
    startAt(0);

    // When, Then
    assertThat(assignment.replaced(Map.of("a", TOPIC))).isEmpty();
    assertThat(assignment.replaced(Map.of("a", new TopicIdentity("c", "a", "other", 2))))
        .contains(A0);
    assertThat(assignment.replaced(Map.of("a", new TopicIdentity("other", "a", "id", 2))))
        .contains(A0);
  }

  @Test
  void shouldAnnounceEachPartitionOnce() {
    // Given
    assertThat(assignment.add(List.of(ZERO))).containsExactly(ZERO);
    assertThat(assignment.hasUnannounced()).isTrue();

    // When, Then
    assertThat(assignment.announce(Map.of("a", TOPIC))).containsExactly(A0);
    assertThat(assignment.announce(Map.of("a", TOPIC))).isEmpty();
    assertThat(assignment.add(List.of(ZERO, ONE))).containsExactly(ONE);
    assertThat(assignment.announced(List.of(ZERO, ONE))).containsExactly(A0);
    assignment.remove(List.of(ONE));
    assertThat(assignment.hasUnannounced()).isFalse();
  }

  private void startAt(long offset) {
    assignment.add(List.of(ZERO, ONE));
    assignment.announce(Map.of("a", TOPIC));
    assignment.seek(ZERO, offset);
  }

  /** What a poll returns of partition 0; the first record has a null payload. */
  private static ConsumerRecords<ByteBuffer, ByteBuffer> polled(long position, long... offsets) {
    List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = new ArrayList<>();
    for (long offset : offsets) {
      byte id = (byte) offset;
      records.add(
          new ConsumerRecord<>(
              "a",
              0,
              offset,
              1_000 + offset,
              TimestampType.CREATE_TIME,
              1,
              2,
              ByteBuffer.wrap(new byte[] {id}),
              records.isEmpty() ? null : ByteBuffer.wrap(new byte[] {9, id, id, 9}, 1, 2).slice(),
              new RecordHeaders(),
              Optional.empty()));
    }
    Map<TopicPartition, List<ConsumerRecord<ByteBuffer, ByteBuffer>>> byPartition =
        records.isEmpty() ? Map.of() : Map.of(ZERO, records);
    return new ConsumerRecords<>(byPartition, Map.of(ZERO, new OffsetAndMetadata(position)));
  }
}
