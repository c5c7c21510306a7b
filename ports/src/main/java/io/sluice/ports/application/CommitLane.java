package io.sluice.ports.application;

import io.sluice.domain.commit.CommitDecision;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.Progress;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.PipelineEvents;
import io.sluice.ports.out.Threads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The one thread that talks to the table, in the order in which it is asked. Answers come back
 * through the mailbox, some of them for work whose generation is over by then: it is for the asker
 * to see whether it still wants them.
 */
final class CommitLane {
  private final Executor executor;
  private final Threads.Mailbox mailbox;
  private final Consumer<Throwable> failed;
  private final PipelineSettings settings;
  private final PipelinePorts ports;
  private final SchemaTracker schema;
  private final TableAccess table;

  /** What the lane works with; nothing else touches these. */
  record TableAccess(CommitLoop commits, PositionResolver positions, TableFit fit, Retry retry) {}

  CommitLane(
      Threads.Mailbox mailbox,
      Consumer<Throwable> failed,
      PipelineSettings settings,
      PipelinePorts ports,
      SchemaTracker schema,
      TableAccess table) {
    this.executor = ports.threads().lane("commit");
    this.mailbox = mailbox;
    this.failed = failed;
    this.settings = settings;
    this.ports = ports;
    this.schema = schema;
    this.table = table;
  }

  /** Stores the segment's dead letters, then brings it into the log. */
  void commit(Segment segment, SegmentContent content, Consumer<Answer> done) {
    StageTimes times = new StageTimes(segment, ports.clock());
    run(
        () -> {
          Answer answer = commitNow(segment, content, times);
          mailbox.post(() -> done.accept(answer));
        });
  }

  /** Finds where the partitions are to be read from. */
  void resolve(
      Set<SourcePartition> partitions,
      Generation generation,
      Consumer<Map<SourcePartition, Long>> done) {
    run(
        () ->
            table
                .positions()
                .resolve(partitions, schema.known(), generation)
                .ifPresent(
                    offsets -> {
                      adoptTable(table.commits().view());
                      mailbox.post(() -> done.accept(offsets));
                    }));
  }

  /**
   * Finds the schema: the table's, if somebody has made it meanwhile, else the sample's.
   *
   * @param done gets false when another writer began first, so that positions are to be asked anew
   */
  void establishSchema(List<RecordBatch> sample, Generation generation, Consumer<Boolean> done) {
    run(
        () -> {
          TableView view = table.commits().refresh(generation);
          TableSchema found =
              view.definition()
                  .map(definition -> definition.schema())
                  .orElseGet(() -> ports.decoder().infer(sample));
          table.fit().requirePartitionable(found);
          schema.replace(found);
          boolean first = table.positions().commitBeginnings(found, generation);
          mailbox.post(() -> done.accept(first));
        });
  }

  /**
   * Takes over the schema of a table that another writer has made, and says whether there is one.
   */
  void adoptTable(Generation generation, Consumer<Boolean> done) {
    run(
        () -> {
          TableView view = table.commits().refresh(generation);
          adoptTable(view);
          mailbox.post(() -> done.accept(view.definition().isPresent()));
        });
  }

  /** Reads what others have committed. */
  void refresh(Generation generation, Consumer<Progress> done) {
    run(
        () -> {
          Progress progress = table.commits().refresh(generation).progress();
          mailbox.post(() -> done.accept(progress));
        });
  }

  private Answer commitNow(Segment segment, SegmentContent content, StageTimes times)
      throws InterruptedException {
    times.end(PipelineEvents.Stage.QUEUE);
    Optional<Committable> committable = storeDeadLetters(segment, content);
    times.end(PipelineEvents.Stage.DEAD_LETTERS);
    if (committable.isEmpty()) {
      return new Answer(segment, 0, 0, new CommitResult.Dropped());
    }
    CommitResult result =
        content.conflict().isPresent()
            ? new CommitResult.Rejected(
                new CommitDecision.SchemaConflict(
                    content.conflict().get().path(), content.conflict().get().reason()))
            : table.commits().commit(committable.get(), segment.generation());
    if (result instanceof CommitResult.Landed landed) {
      times.end(PipelineEvents.Stage.APPEND);
      landed(content, committable.get(), landed, times);
    } else if (result instanceof CommitResult.Rejected) {
      table.commits().view().definition().ifPresent(now -> schema.replace(now.schema()));
    }
    return new Answer(
        segment, committable.get().record().rows(), content.deadLetters().size(), result);
  }

  private Optional<Committable> storeDeadLetters(Segment segment, SegmentContent content)
      throws InterruptedException {
    Optional<Optional<String>> object =
        content.deadLetters().isEmpty()
            ? Optional.of(Optional.empty())
            : table
                .retry()
                .call(
                    "store dead letters",
                    segment.generation()::isOver,
                    () -> ports.deadLetters().store(segment.id(), content.deadLetters()));
    return object.map(
        path -> content.committable(settings.pipeline(), segment, path, schema.current()));
  }

  private void landed(
      SegmentContent content,
      Committable committable,
      CommitResult.Landed landed,
      StageTimes times) {
    adoptTable(table.commits().view());
    PipelineEvents events = ports.events();
    events.committed(
        new PipelineEvents.Commit(
            landed.version(),
            committable,
            landed.took(),
            landed.conflicts(),
            landed.changes(),
            times.total(),
            times.stages()));
    if (!content.deadLetters().isEmpty()) {
      events.deadLettered(content.deadLetters());
    }
  }

  private void adoptTable(TableView view) {
    view.definition().ifPresent(definition -> schema.adopt(definition.schema()));
  }

  private void run(Work work) {
    executor.execute(Lanes.guarded(work, mailbox, failed));
  }

  /**
   * How a segment ended.
   *
   * @param rows rows of its committable
   */
  record Answer(Segment segment, long rows, long deadLetters, CommitResult result) {}
}
