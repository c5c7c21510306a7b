package io.sluice.ports.simulation;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.fake.FakeTopic;
import io.sluice.ports.out.OffsetUnavailableException;
import io.sluice.ports.out.RecordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One process's way into the group, with the guarantees of {@link RecordSource}. */
final class GroupMember implements RecordSource {
  private final World world;
  private final SimulatedGroup group;
  private final SimulatedStore table;
  private final SimulatedProcess process;
  private final Set<SourcePartition> owned = new TreeSet<>();
  private final Set<SourcePartition> paused = new HashSet<>();
  private final Map<SourcePartition, Long> positions = new HashMap<>();
  private AssignmentListener listener;
  private long polledAtNanos;
  private int epoch;
  private boolean woken;
  private boolean closed;

  GroupMember(World world, SimulatedGroup group, SimulatedStore table, SimulatedProcess process) {
    this.world = world;
    this.group = group;
    this.table = table;
    this.process = process;
  }

  String id() {
    return process.toString();
  }

  SimulatedProcess process() {
    return process;
  }

  Set<SourcePartition> owned() {
    return owned;
  }

  int epoch() {
    return epoch;
  }

  long polledAtNanos() {
    return polledAtNanos;
  }

  @Override
  public void subscribe(AssignmentListener assignmentListener) {
    world.call(process);
    listener = assignmentListener;
    polledAtNanos = world.scheduler.nanos();
    group.join(this);
  }

  @Override
  public List<RecordBatch> poll(Duration atMost) {
    world.call(process);
    polledAtNanos = world.scheduler.nanos();
    group.expire();
    requireSameTopics();
    takePart();
    List<RecordBatch> batches = fetch();
    if (batches.isEmpty() && !woken && !atMost.isZero()) {
      world.scheduler.await(
          process, () -> woken || group.hasNews(this) || hasRecords(), atMost.toNanos());
      requireSameTopics();
      batches = fetch();
    }
    woken = false;
    polledAtNanos = world.scheduler.nanos();
    return batches;
  }

  private void requireSameTopics() {
    for (SourcePartition partition : owned) {
      if (!topic(partition).partition(0).topicId().equals(partition.topicId())) {
        throw new SluiceException(
            ErrorCode.DATA_POLICY, "topic " + partition.topic() + " was created again", "");
      }
    }
  }

  private void takePart() {
    if (!group.has(this)) {
      Set<SourcePartition> lost = Set.copyOf(owned);
      world.trace.say(process, "was put out of the group, loses %s", numbers(lost));
      if (!lost.isEmpty()) {
        listener.lost(lost);
      }
      forget(lost);
      group.join(this);
    }
    Set<SourcePartition> revoked = group.toRevoke(this);
    if (!revoked.isEmpty()) {
      world.trace.say(process, "is asked to give up %s", numbers(revoked));
      listener.revoked(revoked);
      group.released(this, revoked);
      forget(revoked);
      world.trace.say(process, "has given up %s", numbers(revoked));
    }
    epoch = group.epoch();
    Set<SourcePartition> granted = group.toAssign(this);
    if (!granted.isEmpty()) {
      world.trace.say(process, "gets %s", numbers(granted));
      owned.addAll(granted);
      paused.addAll(granted);
      listener.assigned(granted);
    }
  }

  private void forget(Set<SourcePartition> partitions) {
    owned.removeAll(partitions);
    paused.removeAll(partitions);
    positions.keySet().removeAll(partitions);
  }

  private boolean hasRecords() {
    for (SourcePartition partition : owned) {
      Long position = positions.get(partition);
      if (position != null
          && !paused.contains(partition)
          && topic(partition).available(partition.partition()).to() > position) {
        return true;
      }
    }
    return false;
  }

  private List<RecordBatch> fetch() {
    List<RecordBatch> batches = new ArrayList<>();
    for (SourcePartition partition : owned) {
      Long position = positions.get(partition);
      if (position != null && !paused.contains(partition)) {
        RecordBatch batch = fetch(partition, position);
        if (!batch.range().isEmpty()) {
          batches.add(batch);
        }
      }
    }
    for (RecordBatch batch : batches) {
      positions.put(batch.partition(), batch.range().to());
      process.reads(batch.partition(), batch.range().from());
      world.trace.say(process, "reads %s%s", batch.partition().partition(), batch.range());
    }
    return batches;
  }

  private RecordBatch fetch(SourcePartition partition, long position) {
    FakeTopic topic = topic(partition);
    OffsetRange available = topic.available(partition.partition());
    if (position < available.from() || position > available.to()) {
      throw new OffsetUnavailableException(partition, position, null);
    }
    return topic.read(partition.partition(), position, 1 + world.random().nextInt(8));
  }

  private FakeTopic topic(SourcePartition partition) {
    return world.topic(partition.topic());
  }

  @Override
  public void seek(SourcePartition partition, long offset) {
    Scheduler.requireAlive(process);
    if (!owned.contains(partition)) {
      throw new IllegalStateException("seek in " + partition + ", which is not assigned");
    }
    world.trace.say(process, "seeks %s to %s", partition.partition(), offset);
    positions.put(partition, offset);
  }

  @Override
  public void pause(Collection<SourcePartition> partitions) {
    Scheduler.requireAlive(process);
    partitions.stream().filter(owned::contains).forEach(paused::add);
  }

  @Override
  public void resume(Collection<SourcePartition> partitions) {
    Scheduler.requireAlive(process);
    partitions.stream().filter(positions::containsKey).forEach(paused::remove);
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public Map<SourcePartition, Long> ends() {
    Scheduler.requireAlive(process);
    Map<SourcePartition, Long> ends = new HashMap<>();
    for (SourcePartition partition : positions.keySet()) {
      ends.put(partition, topic(partition).available(partition.partition()).to());
    }
    return ends;
  }

  @Override
  public void advise(Map<SourcePartition, Long> offsets) {
    Scheduler.requireAlive(process);
    offsets.forEach(
        (partition, offset) -> {
          if (table.offset(partition) < offset) {
            world.violated(
                "the group is told " + offset + " of " + partition + ", the table is behind");
          }
          if (owned.contains(partition)) {
            group.store(partition, offset);
          }
        });
  }

  @Override
  public void wakeUp() {
    woken = true;
  }

  @Override
  public void close() {
    Scheduler.requireAlive(process);
    if (closed || listener == null) {
      return;
    }
    closed = true;
    Set<SourcePartition> left = Set.copyOf(owned);
    if (!left.isEmpty()) {
      listener.revoked(left);
    }
    group.leave(this);
    forget(left);
  }

  static List<Integer> numbers(Collection<SourcePartition> partitions) {
    return partitions.stream().map(SourcePartition::partition).sorted().toList();
  }
}
