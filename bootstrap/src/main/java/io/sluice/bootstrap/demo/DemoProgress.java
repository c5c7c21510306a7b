package io.sluice.bootstrap.demo;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.PipelineEvents;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** How far the table is, and whether all planned events are in it. */
final class DemoProgress implements PipelineEvents {
  private final EventPlan plan;
  private final Clock clock;
  private final long before;
  private final RecentRate rate = new RecentRate();
  private final Map<Integer, Long> offsets = new ConcurrentHashMap<>();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch complete = new CountDownLatch(1);

  /**
   * @param before how many of the planned events were in the table before this run
   */
  DemoProgress(EventPlan plan, long before, Clock clock) {
    this.plan = plan;
    this.before = before;
    this.clock = clock;
  }

  @Override
  public void reading(SourcePartition partition, long offset) {
    reached(partition, offset);
  }

  @Override
  public void committed(Commit commit) {
    CommitRecord record = commit.committable().record();
    rows.addAndGet(record.rows());
    deadLetters.addAndGet(record.deadLetters());
    commits.incrementAndGet();
    files.addAndGet(commit.committable().files().size());
    bytes.addAndGet(commit.committable().bytes());
    rate.stored(clock.monotonicNanos(), record.rows() + record.deadLetters());
    for (PartitionCommit partition : record.partitions()) {
      reached(partition.partition(), partition.range().to());
    }
    begun.countDown();
  }

  private void reached(SourcePartition partition, long offset) {
    offsets.merge(partition.partition(), offset, Math::max);
    if (passed() >= plan.events()) {
      complete.countDown();
      begun.countDown();
    }
  }

  /** How many of the planned events are in the table, those of earlier runs too. */
  long stored() {
    return Math.max(before, passed());
  }

  /** The same by what this run's writer has said so far. */
  private long passed() {
    long passed = 0;
    for (Map.Entry<Integer, Long> offset : offsets.entrySet()) {
      if (offset.getKey() < plan.partitions()) {
        passed += Math.min(offset.getValue(), plan.share(offset.getKey()));
      }
    }
    return passed;
  }

  long rows() {
    return rows.get();
  }

  long deadLetters() {
    return deadLetters.get();
  }

  long commits() {
    return commits.get();
  }

  long files() {
    return files.get();
  }

  long bytes() {
    return bytes.get();
  }

  /** Rows and dead letters per second, lately. */
  long perSecond() {
    return rate.perSecond(clock.monotonicNanos());
  }

  /** What the run waits for; empty once it has committed. */
  Optional<String> state() {
    if (commits() > 0) {
      return Optional.empty();
    }
    if (isComplete()) {
      return Optional.of("all there already");
    }
    return Optional.of(
        offsets.isEmpty() ? "joining the consumer group" : "waiting for the first commit");
  }

  boolean isComplete() {
    return complete.getCount() == 0;
  }

  /** Waits until this run has committed, or has nothing to commit. */
  void awaitFirstCommit() throws InterruptedException {
    begun.await();
  }

  /** Waits until every planned event is in the table. */
  void awaitCompletion() throws InterruptedException {
    complete.await();
  }

  @Override
  public void polled(int records, long bytes) {
    if (records > 0) {
      rate.began(clock.monotonicNanos());
    }
  }

  @Override
  public void behind(Map<SourcePartition, Long> offsets) {
    // The screen shows how much of the plan is stored.
  }

  @Override
  public void discarded(long records, Collection<SourcePartition> partitions, String reason) {
    // The log tells.
  }

  @Override
  public void deadLettered(List<DeadLetter> letters) {
    // Counted when they are committed.
  }

  @Override
  public void skipped(CommitRecord record) {
    // The log tells.
  }

  @Override
  public void retrying(String what, int failures, Duration delay, Exception cause) {
    // The log tells.
  }

  @Override
  public void recovered(String what) {
    // The log tells.
  }
}
