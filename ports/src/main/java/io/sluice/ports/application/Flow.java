package io.sluice.ports.application;

import io.sluice.domain.commit.CommitDecision;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.FlushPolicy;
import io.sluice.domain.commit.OffsetLedger;
import io.sluice.domain.commit.Progress;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.Threads;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is between the source and the table: records are booked, decoded, sealed into segments and
 * committed in order. Everything here happens on the polling thread; lanes answer through the
 * mailbox.
 *
 * <p>There is one way back: {@link #reset} drops whatever the table does not hold and reads on from
 * where the table is. Fences, schema conflicts, rebalances that could not wait and lost partitions
 * all take it.
 */
final class Flow {
  /** Segments that may wait for their commit; the next one stays open meanwhile. */
  private static final int MAX_IN_FLIGHT = 4;

  /** Weight that is read before it is known what such records take as columns. */
  private static final long FIRST_LOOK = 1 << 20;

  private static final Duration STEP = Duration.ofMillis(50);

  /** How often to look whether another writer has made the table that we have no schema for. */
  private static final Duration LOOK_FOR_TABLE = Duration.ofSeconds(2);

  private final PipelineSettings settings;
  private final PipelinePorts ports;
  private final RecordSource source;
  private final Threads.Mailbox mailbox;
  private final Supplier<CommitIdentity> identities;
  private final SchemaTracker schema;
  private final DecodeLanes lanes;
  private final CommitLane commits;
  private final Totals totals;
  private final LagReport lag;
  private final OffsetLedger ledger = new OffsetLedger();
  private final SampleBuffer sample = new SampleBuffer();
  private final Map<SourcePartition, Object> owned = new HashMap<>();
  private Generation generation = new Generation();
  private boolean encoding;
  private long heldLetterBytes;
  private boolean throttled;
  private boolean looking;
  private long lookedAtNanos;

  /** The stages that work is handed to. */
  record Stages(
      Threads.Mailbox mailbox,
      Supplier<CommitIdentity> identities,
      SchemaTracker schema,
      DecodeLanes lanes,
      CommitLane commits) {}

  Flow(PipelineSettings settings, PipelinePorts ports, Stages stages, Totals totals) {
    this.settings = settings;
    this.ports = ports;
    this.source = ports.source();
    this.mailbox = stages.mailbox();
    this.identities = stages.identities();
    this.schema = stages.schema();
    this.lanes = stages.lanes();
    this.commits = stages.commits();
    this.totals = totals;
    this.lag = new LagReport(ports);
  }

  OffsetLedger ledger() {
    return ledger;
  }

  Generation generation() {
    return generation;
  }

  boolean isThrottled() {
    return throttled;
  }

  /** How long the source may be waited for before something else is due. */
  Duration untilDue(Duration atMost) {
    Duration due = settings.flush().untilDue(pending(), ports.clock().monotonicNanos());
    return due.compareTo(atMost) < 0 && canSeal() ? due : atMost;
  }

  // ---- partitions come and go -----------------------------------------------------------------

  /** Takes partitions over; they stay paused until the table has said where to read. */
  void take(Set<SourcePartition> partitions) {
    Map<SourcePartition, Object> claims = new HashMap<>();
    partitions.forEach(partition -> claims.put(partition, new Object()));
    owned.putAll(claims);
    locate(claims);
  }

  /** Gives partitions up whose new owner waits: commits what was read, if there is time. */
  void handOver(Set<SourcePartition> partitions) throws InterruptedException {
    boolean settled =
        partitions.stream().allMatch(ledger::isSettled)
            || (!isSampling() && drain(settings.limits().revokeTimeout()));
    giveUp(partitions, settled, "partitions were revoked before it could be committed");
  }

  /** Forgets partitions that may have a new owner already. */
  void lose(Set<SourcePartition> partitions) {
    boolean settled = partitions.stream().allMatch(ledger::isSettled);
    giveUp(partitions, settled, "lost ownership of " + partitions);
  }

  private void giveUp(Set<SourcePartition> partitions, boolean settled, String reason) {
    partitions.forEach(owned::remove);
    if (settled) {
      ledger.release(partitions);
    } else {
      reset(reason);
    }
  }

  private void locate(Map<SourcePartition, Object> claims) {
    if (!claims.isEmpty()) {
      commits.resolve(Set.copyOf(claims.keySet()), generation, offsets -> located(claims, offsets));
    }
  }

  private void located(Map<SourcePartition, Object> claims, Map<SourcePartition, Long> offsets) {
    Set<SourcePartition> started = new HashSet<>();
    offsets.forEach(
        (partition, offset) -> {
          boolean stillOurs = owned.get(partition) == claims.get(partition);
          if (stillOurs) {
            ledger.start(partition, offset);
            source.seek(partition, offset);
            ports.events().reading(partition, offset);
            started.add(partition);
          }
        });
    if (!throttled) {
      source.resume(started);
    }
  }

  /** Drops what the table does not hold, and reads what is still ours again from where it is. */
  void reset(String reason) {
    long dropped = ledger.uncommittedRecords();
    Set<SourcePartition> affected = ledger.partitions();
    generation.end();
    generation = new Generation();
    ledger.clear();
    sample.clear();
    encoding = false;
    heldLetterBytes = 0;
    source.pause(owned.keySet());
    owned.replaceAll((partition, claim) -> new Object());
    ports.events().discarded(dropped, affected, reason);
    locate(Map.copyOf(owned));
  }

  // ---- records come in ------------------------------------------------------------------------

  void accept(List<RecordBatch> batches) {
    int records = 0;
    long bytes = 0;
    for (RecordBatch batch : batches) {
      ledger.append(batch, ports.clock().monotonicNanos());
      records += batch.size();
      bytes += batch.bytes();
      if (batch.size() > 0) {
        decode(batch);
      }
    }
    if (records > 0) {
      ports.events().polled(records, bytes);
    }
  }

  private void decode(RecordBatch batch) {
    if (schema.known().isPresent() && !sample.isSampled() && !sample.hasRecords()) {
      lanes.decode(batch, generation);
    } else {
      sample.add(batch);
    }
  }

  private boolean isSampling() {
    return sample.hasRecords();
  }

  /** Finds a schema for what is held back. */
  private void establishSchema() {
    Generation mine = generation;
    commits.establishSchema(
        sample.sample(),
        mine,
        first -> {
          if (mine.isOver()) {
            return;
          }
          if (first) {
            sample.release().forEach(batch -> lanes.decode(batch, mine));
          } else {
            reset("another writer began the table first");
          }
        });
  }

  // ---- segments go out ------------------------------------------------------------------------

  /**
   * Flushes if it is time, pauses or resumes the source as the buffers demand, and tells the lag.
   */
  void advance() {
    long now = ports.clock().monotonicNanos();
    boolean due = settings.flush().isDue(pending(), now);
    if (isSampling() && !sample.isSampled() && (sample.isEnough() || due || throttled)) {
      establishSchema();
    }
    if (due) {
      seal();
    }
    if (schema.known().isEmpty() && !isSampling()) {
      lookForTable(now);
    }
    throttle();
    lag.tell(owned.keySet(), ledger);
  }

  /**
   * A writer without a schema has committed no beginnings. Where another writer has, its offsets
   * count, and they may lie before what is read here.
   */
  private void lookForTable(long now) {
    if (looking || now - lookedAtNanos < LOOK_FOR_TABLE.toNanos()) {
      return;
    }
    looking = true;
    commits.adoptTable(
        generation,
        exists -> {
          looking = false;
          lookedAtNanos = ports.clock().monotonicNanos();
          if (exists) {
            reset("another writer began the table first");
          }
        });
  }

  /** Flushes what there is, due or not. */
  void flush() {
    if (isSampling() && !sample.isSampled()) {
      establishSchema();
    }
    seal();
  }

  /**
   * Commits what there is and waits for it.
   *
   * @return whether the table now holds everything that was read
   */
  boolean drain(Duration within) throws InterruptedException {
    Generation mine = generation;
    long deadline = ports.clock().monotonicNanos() + within.toNanos();
    while (!ledger.isSettled() && !mine.isOver()) {
      flush();
      long left = deadline - ports.clock().monotonicNanos();
      if (left <= 0) {
        return false;
      }
      mailbox.run(STEP.toNanos() < left ? STEP : Duration.ofNanos(left));
    }
    return !mine.isOver();
  }

  private boolean canSeal() {
    return !encoding
        && !isSampling()
        && schema.known().isPresent()
        && ledger.inFlight() < MAX_IN_FLIGHT;
  }

  private void seal() {
    if (!canSeal()) {
      return;
    }
    FlushPolicy.Pending pending = ledger.pending();
    Optional<OffsetLedger.Sealed> sealed = ledger.seal(identities.get());
    if (sealed.isPresent()) {
      encoding = true;
      lanes.flush(
          new Segment(
              sealed.get(), generation, pending.sinceNanos(), ports.clock().monotonicNanos()),
          this::encoded);
    }
  }

  private void encoded(SegmentContent content, Segment segment) {
    if (!segment.generation().isOver()) {
      encoding = false;
      long letterBytes = content.deadLetterBytes();
      heldLetterBytes += letterBytes;
      commits.commit(segment, content, answer -> answered(answer, letterBytes));
    }
  }

  private void answered(CommitLane.Answer answer, long letterBytes) {
    boolean current = !answer.segment().generation().isOver();
    if (current) {
      heldLetterBytes -= letterBytes;
    }
    if (answer.result() instanceof CommitResult.Landed) {
      totals.add(answer);
      if (current) {
        source.advise(ledger.committed(answer.segment().id()));
      }
    } else if (answer.result() instanceof CommitResult.Rejected rejected && current) {
      rejected(rejected.decision());
    }
  }

  private void rejected(CommitDecision decision) {
    if (decision instanceof CommitDecision.Fenced fenced) {
      reset(
          "lost ownership of "
              + fenced.partition()
              + ": the table is at "
              + (fenced.found().isPresent()
                  ? "offset " + fenced.found().getAsLong()
                  : "no offset"));
    } else if (decision instanceof CommitDecision.SchemaConflict conflict) {
      reset("column " + conflict.path() + " changed: " + conflict.reason());
    } else if (decision instanceof CommitDecision.Unwritable unwritable) {
      throw TableFit.unwritable(settings.table().name(), unwritable.reason());
    }
  }

  private FlushPolicy.Pending pending() {
    return ledger.pending().asColumns(lanes.bytesPerWeight());
  }

  private void throttle() {
    long queued = lanes.queuedWeight() + sample.weight() + heldLetterBytes;
    // What records take as columns shows when the first are decoded.
    long limit =
        lanes.bytesPerWeight() > 0
            ? settings.limits().queueBytes()
            : Math.min(settings.limits().queueBytes(), FIRST_LOOK);
    boolean full = settings.flush().isFull(pending()) && !canSeal();
    if (!throttled && (queued > limit || full)) {
      throttled = true;
      source.pause(ledger.partitions());
    } else if (throttled && queued <= limit / 2 && !full) {
      throttled = false;
      source.resume(ledger.partitions());
    }
  }

  /** Asks the table how far all writers are. */
  void refresh(Consumer<Progress> done) {
    commits.refresh(new Generation(), done);
  }

  /** Makes whoever waits for an answer stop waiting: something has failed. */
  void halt() {
    generation.end();
  }

  /** Drops what is on its way; nothing is read again. */
  void abandon(String reason) {
    long dropped = ledger.uncommittedRecords();
    if (dropped > 0) {
      ports.events().discarded(dropped, ledger.partitions(), reason);
    }
    generation.end();
    ledger.clear();
  }
}
