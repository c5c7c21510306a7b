package io.sluice.ports.fake;

import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.out.OffsetUnavailableException;
import io.sluice.ports.out.RecordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A member of a scripted group. What the group does (assign, revoke, lose, fail) is queued by the
 * test from any thread and happens, in that order, inside the next poll. Several sources may read
 * one cluster; who owns what is the test's to say, a zombie being a source that was never told.
 */
public final class FakeRecordSource implements RecordSource {
  private final FakeCluster cluster;
  private final Queue<Runnable> script = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicReference<String> trouble = new AtomicReference<>();
  private final Set<SourcePartition> assigned = new TreeSet<>();
  private final Set<SourcePartition> paused = new HashSet<>();
  private final Map<SourcePartition, Long> positions = new HashMap<>();
  private final Map<SourcePartition, Long> advised = new TreeMap<>();
  private Consumer<Duration> idle = atMost -> {};
  private int maxRecords = Integer.MAX_VALUE;
  private AssignmentListener listener;
  private boolean polling;
  private boolean closed;

  public FakeRecordSource(FakeCluster cluster) {
    this.cluster = cluster;
  }

  /** Hands partitions to this member, inside the next poll. */
  public FakeRecordSource assign(SourcePartition... partitions) {
    return assign(List.of(partitions));
  }

  public FakeRecordSource assign(Collection<SourcePartition> partitions) {
    Set<SourcePartition> given = new LinkedHashSet<>(partitions);
    script.add(
        () -> {
          given.removeAll(assigned);
          assigned.addAll(given);
          paused.addAll(given);
          listener.assigned(Set.copyOf(given));
        });
    return this;
  }

  /** Takes partitions away in good order, inside the next poll. */
  public FakeRecordSource revoke(SourcePartition... partitions) {
    Set<SourcePartition> taken = Set.of(partitions);
    script.add(() -> giveUp(taken, () -> listener.revoked(taken)));
    return this;
  }

  /** Takes partitions away without asking, inside the next poll. */
  public FakeRecordSource lose(SourcePartition... partitions) {
    Set<SourcePartition> taken = Set.of(partitions);
    script.add(() -> giveUp(taken, () -> listener.lost(taken)));
    return this;
  }

  /** Makes the next poll fail. */
  public FakeRecordSource fail(RuntimeException failure) {
    script.add(
        () -> {
          throw failure;
        });
    return this;
  }

  /** Does something inside the next poll, between what was queued before and after it. */
  public FakeRecordSource then(Runnable step) {
    script.add(step);
    return this;
  }

  /** How many records a batch holds at most. */
  public FakeRecordSource maxRecords(int most) {
    maxRecords = most;
    return this;
  }

  /** What a poll does that has nothing to return, instead of waiting: advance a clock, say. */
  public FakeRecordSource whenIdle(Consumer<Duration> wait) {
    idle = wait;
    return this;
  }

  /** What a poll that has nothing to return does in addition. */
  public FakeRecordSource alsoWhenIdle(Consumer<Duration> more) {
    idle = idle.andThen(more);
    return this;
  }

  @Override
  public void subscribe(AssignmentListener assignmentListener) {
    requireOpen();
    if (listener != null) {
      throw new IllegalStateException("subscribed twice");
    }
    listener = assignmentListener;
  }

  @Override
  public List<RecordBatch> poll(Duration atMost) {
    requireOpen();
    if (listener == null || polling) {
      throw new IllegalStateException(polling ? "poll inside a poll" : "poll before subscribe");
    }
    polling = true;
    try {
      play();
      List<RecordBatch> batches = woken.getAndSet(false) ? List.of() : read();
      if (batches.isEmpty()) {
        idle.accept(atMost);
      }
      return batches;
    } finally {
      polling = false;
    }
  }

  private void play() {
    for (Runnable step = script.poll(); step != null; step = script.poll()) {
      step.run();
    }
  }

  private List<RecordBatch> read() {
    List<RecordBatch> batches = new ArrayList<>();
    for (SourcePartition partition : assigned) {
      Long position = positions.get(partition);
      if (position != null && !paused.contains(partition)) {
        read(partition, position).ifPresent(batches::add);
      }
    }
    for (RecordBatch batch : batches) {
      positions.put(batch.partition(), batch.range().to());
    }
    return batches;
  }

  private Optional<RecordBatch> read(SourcePartition partition, long position) {
    FakeTopic topic = cluster.topic(partition.topic()).orElseThrow();
    OffsetRange available = topic.available(partition.partition());
    if (position < available.from() || position > available.to()) {
      throw new OffsetUnavailableException(partition, position, null);
    }
    RecordBatch batch = topic.read(partition.partition(), position, maxRecords);
    return batch.range().isEmpty() ? Optional.empty() : Optional.of(batch);
  }

  @Override
  public void seek(SourcePartition partition, long offset) {
    requireOpen();
    if (!assigned.contains(partition)) {
      throw new IllegalStateException("seek in " + partition + ", which is not assigned");
    }
    positions.put(partition, offset);
  }

  @Override
  public void pause(Collection<SourcePartition> partitions) {
    requireOpen();
    partitions.stream().filter(assigned::contains).forEach(paused::add);
  }

  @Override
  public void resume(Collection<SourcePartition> partitions) {
    requireOpen();
    partitions.stream().filter(positions::containsKey).forEach(paused::remove);
  }

  /** What it says of itself from now on; null for nothing. */
  public FakeRecordSource troubledBy(String words) {
    trouble.set(words);
    return this;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble.get());
  }

  @Override
  public Map<SourcePartition, Long> ends() {
    requireOpen();
    Map<SourcePartition, Long> ends = new TreeMap<>();
    for (SourcePartition partition : positions.keySet()) {
      FakeTopic topic = cluster.topic(partition.topic()).orElseThrow();
      ends.put(partition, topic.available(partition.partition()).to());
    }
    return ends;
  }

  @Override
  public void advise(Map<SourcePartition, Long> offsets) {
    requireOpen();
    advised.putAll(offsets);
  }

  @Override
  public void wakeUp() {
    woken.set(true);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    Set<SourcePartition> left = Set.copyOf(assigned);
    if (listener != null && !left.isEmpty()) {
      giveUp(left, () -> listener.revoked(left));
    }
    closed = true;
  }

  /** What is assigned now. On the polling thread. */
  public Set<SourcePartition> assigned() {
    return Set.copyOf(assigned);
  }

  public Set<SourcePartition> paused() {
    return Set.copyOf(paused);
  }

  /** The offset of the next record; empty before the first seek. */
  public OptionalLong position(SourcePartition partition) {
    Long position = positions.get(partition);
    return position == null ? OptionalLong.empty() : OptionalLong.of(position);
  }

  /** The latest offset the group was told, per partition. */
  public Map<SourcePartition, Long> advised() {
    return Map.copyOf(advised);
  }

  public boolean isClosed() {
    return closed;
  }

  /** As with Kafka, the partitions are still this member's while the listener is being told. */
  private void giveUp(Set<SourcePartition> partitions, Runnable tell) {
    tell.run();
    assigned.removeAll(partitions);
    paused.removeAll(partitions);
    positions.keySet().removeAll(partitions);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the source is closed");
    }
  }
}
