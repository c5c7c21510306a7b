package io.sluice.ports.out;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.sluice.domain.record.Header;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every source has to keep to. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class RecordSourceContract {
  private static final Duration SHORT = Duration.ofMillis(100);

  private final RecordingListener listener = new RecordingListener();
  private final Map<SourcePartition, List<RecordBatch>> received = new TreeMap<>();
  private RecordSource source;
  private SourcePartition first;
  private SourcePartition second;

  /** Creates a topic of its own and returns its partitions. */
  protected abstract List<SourcePartition> createTopic(int partitions);

  /** Appends records; a null is a null payload. */
  protected abstract void append(SourcePartition partition, String... values);

  /** Appends a record with headers and a null payload. */
  protected abstract void append(SourcePartition partition, List<Header> headers);

  /** Appends offsets without a record. */
  protected abstract void appendGap(SourcePartition partition);

  /** Deletes the records before an offset. */
  protected abstract void expire(SourcePartition partition, long beforeOffset);

  /** The offset after the last one. */
  protected abstract long end(SourcePartition partition);

  /** The only member of a new group, which is given all of the partitions. */
  protected abstract RecordSource newSource(List<SourcePartition> partitions);

  @AfterEach
  void closeSource() {
    if (source != null) {
      source.close();
    }
  }

  @Test
  void shouldReturnNothingBeforeItIsSoughtAndResumed() {
    // Given
    join();
    append(first, "a", "b");

    // When
    pollFor(SHORT.multipliedBy(3));
    source.resume(List.of(first));
    pollFor(SHORT.multipliedBy(3));
    source.seek(first, 0);
    source.pause(List.of(first));
    pollFor(SHORT.multipliedBy(3));

    // Then
    assertThat(received).as("records before the partition was sought and resumed").isEmpty();
    source.resume(List.of(first));
    pollUntil(first, 2);
    assertThat(values(first)).containsExactly("a", "b");
  }

  @Test
  void shouldKnowWhereAPartitionEndsThatItReads() {
    // Given
    join();
    append(first, "a", "b", "c");

    // When
    start(first, 1);
    pollUntil(first, 3);

    // Then
    await().until(() -> poll() && source.ends().containsKey(first));
    assertThat(source.ends()).containsEntry(first, end(first)).doesNotContainKey(second);
  }

  @Test
  void shouldStartWhereItIsSought() {
    // Given
    join();
    append(first, "a", "b", "c", "d");

    // When
    start(first, 2);
    pollUntil(first, 4);

    // Then
    assertThat(values(first)).containsExactly("c", "d");
    assertThat(received.get(first).get(0).range().from()).isEqualTo(2);
    assertThat(received.get(first).get(0).offset(0)).isEqualTo(2);
  }

  @Test
  void shouldCountOffsetsWithoutRecordAndJoinBatches() {
    // Given
    join();
    append(first, "a", "b");
    appendGap(first);
    append(first, "c");
    appendGap(first);

    // When
    start(first, 0);
    pollUntil(first, end(first));
    append(first, "d");
    pollUntil(first, end(first));

    // Then
    assertThat(values(first)).containsExactly("a", "b", "c", "d");
    assertJoined(first, 0, end(first));
    long gaps = received.get(first).stream().mapToLong(batch -> batch.gaps().offsets()).sum();
    assertThat(gaps).as("offsets without a record").isEqualTo(end(first) - 4);
  }

  @Test
  void shouldPassOffsetsThatHoldNoRecordAtAll() {
    // Given
    join();
    appendGap(first);

    // When
    start(first, 0);
    pollUntil(first, end(first));

    // Then
    assertThat(values(first)).isEmpty();
    assertJoined(first, 0, end(first));
  }

  @Test
  void shouldReturnNothingOfPausedPartitionsAndLoseNothing() {
    // Given
    join();
    append(first, "a");
    append(second, "x");
    start(first, 0);
    start(second, 0);
    pollUntil(first, 1);
    pollUntil(second, 1);

    // When
    source.pause(List.of(first));
    append(first, "b");
    append(second, "y");
    pollUntil(second, 2);
    pollFor(SHORT.multipliedBy(3));

    // Then
    assertThat(values(first)).containsExactly("a");
    source.resume(List.of(first));
    pollUntil(first, 2);
    assertThat(values(first)).containsExactly("a", "b");
    assertJoined(first, 0, 2);
  }

  @Test
  void shouldReadAgainWhatItIsSoughtBackTo() {
    // Given
    join();
    append(first, "a", "b", "c");
    start(first, 0);
    pollUntil(first, 3);
    received.clear();

    // When
    source.seek(first, 1);
    pollUntil(first, 3);

    // Then
    assertThat(values(first)).containsExactly("b", "c");
    assertJoined(first, 1, 3);
  }

  @Test
  void shouldNameTheOffsetThatIsGoneAndGoOnWhereItIsSought() {
    // Given
    join();
    append(first, "a", "b", "c");
    expire(first, 2);
    start(first, 1);

    // When, Then
    assertThatExceptionOfType(OffsetUnavailableException.class)
        .isThrownBy(() -> pollUntil(first, 3))
        .satisfies(failure -> assertThat(failure.partition()).isEqualTo(first))
        .satisfies(failure -> assertThat(failure.wanted()).isEqualTo(1));
    source.seek(first, 2);
    pollUntil(first, 3);
    assertThat(values(first)).containsExactly("c");
  }

  @Test
  void shouldNameTheOffsetThatIsNotThereYet() {
    // Given
    join();
    append(first, "a");
    start(first, 5);

    // When, Then
    assertThatExceptionOfType(OffsetUnavailableException.class)
        .isThrownBy(() -> pollUntil(first, 6))
        .satisfies(failure -> assertThat(failure.wanted()).isEqualTo(5));
  }

  @Test
  void shouldReturnNullPayloads() {
    // Given
    join();
    append(first, "a", null, "c");

    // When
    start(first, 0);
    pollUntil(first, 3);

    // Then
    assertThat(values(first)).containsExactly("a", null, "c");
  }

  @Test
  void shouldReturnHeadersInTheirOrderAsOftenAsTheyAreThere() {
    // Given
    join();
    append(first, "a");
    Header trace = new Header("trace", new byte[] {0, -1});
    append(first, List.of(trace, new Header("käse", null), trace));

    // When
    start(first, 0);
    pollUntil(first, 2);

    // Then
    assertThat(headers(first))
        .usingRecursiveComparison()
        .isEqualTo(List.of(List.of(), List.of(trace, new Header("käse", null), trace)));
    assertThat(received.get(first).stream().mapToLong(RecordBatch::bytes).sum())
        .as("what memory is bounded by")
        .isEqualTo("a".length() + 2 * trace.bytes() + "käse".length());
  }

  @Test
  void shouldReturnAtOnceWhenItIsWokenUp() {
    // Given
    join();

    // When
    source.wakeUp();

    // Then
    assertThat(source.poll(Duration.ofSeconds(50))).isEmpty();
  }

  @Test
  void shouldTellOfTheRevocationWhenItIsClosed() {
    // Given
    join();

    // When
    source.close();

    // Then
    assertThat(listener.owned()).isEmpty();
    assertThat(listener.events()).last().isEqualTo("revoked " + List.of(first, second));
  }

  @Test
  void shouldKnowOnlyPartitionsThatAreAssigned() {
    // Given
    join();
    SourcePartition foreign =
        new SourcePartition(first.clusterId(), first.topic(), "another-id", first.partition());

    // When
    source.pause(List.of(foreign));
    source.resume(List.of(foreign));
    source.advise(Map.of(foreign, 1L));

    // Then
    assertThatIllegalStateException().isThrownBy(() -> source.seek(foreign, 0));
  }

  private void join() {
    List<SourcePartition> partitions = createTopic(2);
    first = partitions.get(0);
    second = partitions.get(1);
    source = newSource(partitions);
    source.subscribe(listener);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInSameThread()
        .pollInterval(Duration.ZERO)
        .until(() -> poll() && listener.owned().containsAll(partitions));
  }

  private void start(SourcePartition partition, long offset) {
    source.seek(partition, offset);
    source.resume(List.of(partition));
  }

  private boolean poll() {
    for (RecordBatch batch : source.poll(SHORT)) {
      received.computeIfAbsent(batch.partition(), each -> new ArrayList<>()).add(batch);
    }
    return true;
  }

  private void pollFor(Duration duration) {
    long begun = System.nanoTime();
    do {
      poll();
    } while (System.nanoTime() - begun < duration.toNanos());
  }

  private void pollUntil(SourcePartition partition, long offset) {
    long begun = System.nanoTime();
    while (position(partition) < offset) {
      assertThat(System.nanoTime() - begun)
          .as("nanoseconds of polling for offset %s of %s", offset, partition)
          .isLessThan(TimeUnit.SECONDS.toNanos(30));
      poll();
    }
  }

  private long position(SourcePartition partition) {
    List<RecordBatch> batches = received.getOrDefault(partition, List.of());
    return batches.isEmpty() ? -1 : batches.get(batches.size() - 1).range().to();
  }

  private List<String> values(SourcePartition partition) {
    List<String> values = new ArrayList<>();
    for (RecordBatch batch : received.getOrDefault(partition, List.of())) {
      for (int index = 0; index < batch.size(); index++) {
        byte[] value = batch.value(index);
        values.add(value == null ? null : new String(value, UTF_8));
      }
    }
    return values;
  }

  private List<List<Header>> headers(SourcePartition partition) {
    List<List<Header>> headers = new ArrayList<>();
    for (RecordBatch batch : received.getOrDefault(partition, List.of())) {
      for (int index = 0; index < batch.size(); index++) {
        headers.add(batch.headers(index));
      }
    }
    return headers;
  }

  private void assertJoined(SourcePartition partition, long from, long to) {
    OffsetRange whole = new OffsetRange(from, from);
    for (RecordBatch batch : received.get(partition)) {
      whole = whole.join(batch.range());
    }
    assertThat(whole).isEqualTo(new OffsetRange(from, to));
  }
}
