package io.sluice.ports.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.record.Header;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.RecordSourceContract;
import io.sluice.ports.out.RecordingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeRecordSourceTest extends RecordSourceContract {
  private final FakeCluster cluster = new FakeCluster();
  private final RecordingListener listener = new RecordingListener();
  private FakeTopic topic;

  @Override
  protected List<SourcePartition> createTopic(int partitions) {
    topic = cluster.create("a", partitions);
    return topic.partitions();
  }

  @Override
  protected void append(SourcePartition partition, String... values) {
    for (String value : values) {
      byte[] bytes = value == null ? null : value.getBytes(UTF_8);
      topic.append(partition.partition(), bytes);
    }
  }

  @Override
  protected void append(SourcePartition partition, List<Header> headers) {
    topic.append(partition.partition(), headers);
  }

  @Override
  protected void appendGap(SourcePartition partition) {
    topic.appendGap(partition.partition(), 3);
  }

  @Override
  protected void expire(SourcePartition partition, long beforeOffset) {
    topic.expire(partition.partition(), beforeOffset);
  }

  @Override
  protected long end(SourcePartition partition) {
    return topic.available(partition.partition()).to();
  }

  @Override
  protected RecordSource newSource(List<SourcePartition> partitions) {
    return new FakeRecordSource(cluster).assign(partitions);
  }

  @Test
  void shouldPlayTheScriptInOrderInsideTheNextPoll() {
    // Given
    List<SourcePartition> partitions = createTopic(3);
    FakeRecordSource source = new FakeRecordSource(cluster).assign(partitions);
    source.revoke(partitions.get(0)).lose(partitions.get(1));
    source.subscribe(listener);
    assertThat(listener.events()).isEmpty();

    // When
    source.poll(Duration.ZERO);

    // Then
    assertThat(listener.events())
        .containsExactly("assigned [a-0, a-1, a-2]", "revoked [a-0]", "lost [a-1]");
    assertThat(source.assigned()).containsExactly(partitions.get(2));
  }

  @Test
  void shouldFailOnceAndGoOn() {
    // Given
    createTopic(1);
    FakeRecordSource source = new FakeRecordSource(cluster);
    source.subscribe(listener);
    source.fail(new IllegalArgumentException("told to"));

    // When, Then
    assertThatThrownBy(() -> source.poll(Duration.ZERO)).hasMessage("told to");
    assertThat(source.poll(Duration.ZERO)).isEmpty();
  }

  @Test
  void shouldCutBatchesAtTheMostRecords() {
    // Given
    createTopic(1);
    topic.append(0, "a", "b").appendGap(0, 2).append(0, "c").appendGap(0, 1);
    FakeRecordSource source = new FakeRecordSource(cluster).assign(topic.partition(0));
    source.maxRecords(2).subscribe(listener);
    source.poll(Duration.ZERO);
    source.seek(topic.partition(0), 0);
    source.resume(topic.partitions());

    // When
    List<RecordBatch> batches = new ArrayList<>(source.poll(Duration.ZERO));
    batches.addAll(source.poll(Duration.ZERO));

    // Then
    assertThat(batches)
        .extracting(RecordBatch::range)
        .containsExactly(new OffsetRange(0, 2), new OffsetRange(2, 6));
  }

  @Test
  void shouldWaitOnlyWhenNothingCame() {
    // Given
    createTopic(1);
    topic.append(0, "a");
    List<Duration> waits = new ArrayList<>();
    FakeRecordSource source = new FakeRecordSource(cluster).assign(topic.partitions());
    source.whenIdle(waits::add).subscribe(listener);
    source.poll(Duration.ofSeconds(1));
    source.seek(topic.partition(0), 0);
    source.resume(topic.partitions());

    // When
    source.poll(Duration.ofSeconds(2));
    source.poll(Duration.ofSeconds(3));

    // Then
    assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void shouldKeepTheLatestAdvice() {
    // Given
    createTopic(1);
    FakeRecordSource source = new FakeRecordSource(cluster);

    // When
    source.advise(Map.of(topic.partition(0), 1L));
    source.advise(Map.of(topic.partition(0), 7L));

    // Then
    assertThat(source.advised()).containsExactly(Map.entry(topic.partition(0), 7L));
  }
}
