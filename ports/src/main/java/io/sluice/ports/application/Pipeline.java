package io.sluice.ports.application;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.CommitRule;
import io.sluice.domain.commit.CommitRules;
import io.sluice.domain.commit.Progress;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.in.PipelineControl;
import io.sluice.ports.in.PipelineResult;
import io.sluice.ports.in.PipelineStatus;
import io.sluice.ports.in.PipelineStatus.Phase;
import io.sluice.ports.out.OffsetUnavailableException;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One pipeline: polls the source, moves what comes in through {@link Flow}, and ends when it is
 * told to or when the topics' end is in the table.
 */
public final class Pipeline implements PipelineControl, RecordSource.AssignmentListener {
  /** How long a poll waits when nothing else is due. */
  private static final Duration POLL = Duration.ofMillis(100);

  /** How long reading pauses at a time: the lanes must not run dry meanwhile. */
  private static final Duration WHILE_THROTTLED = Duration.ofMillis(10);

  /** How often the table is asked for what other writers have done, while waiting for them. */
  private static final Duration REFRESH = Duration.ofMillis(500);

  private final PipelineSettings settings;
  private final PipelinePorts ports;
  private final Troubles troubles;
  private final SourceWatch watch;
  private final Threads.Mailbox mailbox;
  private final CommitLoop commits;
  private final TableOpening opening;
  private final Flow flow;
  private final Totals totals = new Totals();
  private final AtomicReference<Duration> stopWithin = new AtomicReference<>();
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
  private volatile long lastStepNanos;
  private Optional<EndTarget> end = Optional.empty();
  private Progress progress = Progress.NONE;
  private long refreshedNanos;
  private boolean refreshing;
  private Throwable failure;

  public Pipeline(PipelineSettings settings, PipelinePorts ports) {
    this(
        settings,
        ports,
        new CommitRules(settings.table().partitionBy(), settings.table().properties()));
  }

  /** For tests that need to see what happens under other rules. */
  Pipeline(PipelineSettings settings, PipelinePorts ports, CommitRule rule) {
    this.settings = settings;
    this.ports = ports;
    this.troubles = new Troubles(ports.events());
    this.watch = new SourceWatch(ports.source(), ports.clock(), troubles);
    this.mailbox = ports.threads().mailbox();
    this.lastStepNanos = ports.clock().monotonicNanos();
    this.refreshedNanos = lastStepNanos - REFRESH.toNanos();
    Retry retry = new Retry(ports.clock(), ports.random(), troubles);
    SchemaTracker schema = new SchemaTracker();
    this.commits = new CommitLoop(ports.log(), rule, ports.clock(), ports.random(), retry);
    TableFit fit = new TableFit(settings.table(), ports.writer());
    this.opening = new TableOpening(settings.table().name(), schema, fit);
    PositionResolver positions =
        new PositionResolver(settings, ports, commits, retry, this::identity);
    CommitLane commitLane =
        new CommitLane(
            mailbox,
            this::failed,
            settings,
            ports,
            schema,
            new CommitLane.TableAccess(commits, positions, fit, retry));
    DecodeLanes lanes =
        new DecodeLanes(
            settings.limits().lanes(),
            ports.threads(),
            mailbox,
            this::failed,
            number ->
                new DecodeLane(
                    number,
                    ports.decoder().open(schema),
                    ports.writer(),
                    settings.table().partitionBy(),
                    retry));
    this.flow =
        new Flow(
            settings,
            ports,
            new Flow.Stages(mailbox, this::identity, schema, lanes, commitLane),
            totals);
  }

  @Override
  public PipelineResult run() throws InterruptedException {
    try {
      progress = opening.open(commits).progress();
      if (settings.untilEnd()) {
        end =
            Optional.of(
                new EndTarget(
                    settings.pipeline(), ports.catalog().available(ports.catalog().partitions())));
      }
      ports.source().subscribe(this);
      phase.compareAndSet(Phase.STARTING, Phase.RUNNING);
      boolean reachedEnd = false;
      while (stopWithin.get() == null && !reachedEnd) {
        step();
        reachedEnd = end.isPresent() && isAtEnd(end.get());
      }
      phase.set(Phase.STOPPING);
      boolean settled =
          flow.drain(reachedEnd ? settings.limits().revokeTimeout() : stopWithin.get());
      rethrow();
      flow.abandon("stopped before it could be committed");
      return totals.result(reachedEnd, settled);
    } finally {
      phase.set(Phase.ENDED);
      flow.abandon("stopped by a failure");
      ports.threads().close();
      ports.source().close();
    }
  }

  private void step() throws InterruptedException {
    lastStepNanos = ports.clock().monotonicNanos();
    if (flow.isThrottled()) {
      flow.accept(poll(Duration.ZERO));
      mailbox.run(WHILE_THROTTLED);
    } else {
      flow.accept(poll(flow.untilDue(POLL)));
      mailbox.run(Duration.ZERO);
    }
    rethrow();
    watch.look();
    flow.advance();
  }

  private List<RecordBatch> poll(Duration atMost) throws InterruptedException {
    try {
      return ports.source().poll(atMost);
    } catch (OffsetUnavailableException e) {
      // What was read may be gone from the source, too.
      flow.drain(settings.limits().revokeTimeout());
      rethrow();
      flow.reset(e.getMessage());
      return List.of();
    }
  }

  private boolean isAtEnd(EndTarget target) {
    if (target.isReadBy(flow.ledger()) && !flow.ledger().isSettled()) {
      flow.flush();
    }
    if (target.isReachedBy(flow.ledger(), progress)) {
      return true;
    }
    long now = ports.clock().monotonicNanos();
    if (!refreshing
        && now - refreshedNanos >= REFRESH.toNanos()
        && !target.isOwnedBy(flow.ledger())) {
      refreshing = true;
      flow.refresh(
          newest -> {
            progress = newest;
            refreshing = false;
            refreshedNanos = ports.clock().monotonicNanos();
          });
    }
    return false;
  }

  @Override
  public void stop(Duration within) {
    stopWithin.compareAndSet(null, within);
    mailbox.post(() -> {});
    ports.source().wakeUp();
  }

  @Override
  public PipelineStatus status() {
    return new PipelineStatus(
        phase.get(), troubles.first(), ports.clock().monotonicNanos() - lastStepNanos);
  }

  @Override
  public void assigned(Set<SourcePartition> partitions) {
    flow.take(partitions);
  }

  @Override
  public void revoked(Set<SourcePartition> partitions) {
    try {
      flow.handOver(partitions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      flow.lose(partitions);
    }
  }

  @Override
  public void lost(Set<SourcePartition> partitions) {
    flow.lose(partitions);
  }

  /** A random UUID (version 4, RFC 9562), from the generator that a test can seed. */
  private CommitIdentity identity() {
    long high = (ports.random().nextLong() & ~0xF000L) | 0x4000L;
    long low = (ports.random().nextLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new CommitIdentity(new UUID(high, low));
  }

  private void failed(Throwable cause) {
    flow.halt();
    if (failure == null) {
      failure = cause;
    } else if (failure != cause) {
      failure.addSuppressed(cause);
    }
  }

  private void rethrow() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure != null) {
      throw new IllegalStateException("a lane failed", failure);
    }
  }
}
