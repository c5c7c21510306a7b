package io.sluice.ports.application;

import io.sluice.domain.commit.CommitDecision;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.commit.Progress;
import io.sluice.domain.commit.ProgressKey;
import io.sluice.domain.commit.StartDecision;
import io.sluice.domain.commit.StartRule;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.PipelineEvents;
import io.sluice.ports.out.TopicCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Finds where partitions are read from, and commits it where the table does not know. Runs on the
 * commit lane only.
 *
 * <p>The partitions of a topic that the table has never heard of all begin in one entry, whoever
 * owns them: otherwise the second writer to start would take the rest for partitions that were
 * added later. Where the table cannot be created yet, because its schema is still to be inferred,
 * that entry is kept back until {@link #commitBeginnings}.
 */
final class PositionResolver {
  private final PipelineSettings settings;
  private final StartRule rule;
  private final TopicCatalog catalog;
  private final CommitLoop commits;
  private final PipelineEvents events;
  private final Retry retry;
  private final Supplier<CommitIdentity> identities;
  private final Map<SourcePartition, PartitionCommit> keptBack = new TreeMap<>();

  PositionResolver(
      PipelineSettings settings,
      PipelinePorts ports,
      CommitLoop commits,
      Retry retry,
      Supplier<CommitIdentity> identities) {
    this.settings = settings;
    this.rule = new StartRule(settings.pipeline(), settings.onGap());
    this.catalog = ports.catalog();
    this.events = ports.events();
    this.commits = commits;
    this.retry = retry;
    this.identities = identities;
  }

  /**
   * Where each of the partitions is to be read from.
   *
   * @param schema to create the table with, if it is known
   * @return one offset per partition; empty when nobody wanted it any more
   * @throws SluiceException when going on would lose or repeat records
   */
  Optional<Map<SourcePartition, Long>> resolve(
      Set<SourcePartition> partitions, Optional<TableSchema> schema, Generation generation)
      throws InterruptedException {
    while (!generation.isOver()) {
      TableView view = commits.refresh(generation);
      Optional<Plan> plan =
          retry.call(
              "ask Kafka for offsets", generation::isOver, () -> plan(view.progress(), partitions));
      if (plan.isEmpty()) {
        break;
      }
      Optional<StartDecision.Refuse> refusal = plan.get().refusal();
      if (refusal.isPresent()) {
        // The table may have gone on between looking at it and asking for what is left of the
        // topic.
        if (commits.refresh(generation).version().equals(view.version())) {
          throw new SluiceException(
              ErrorCode.DATA_POLICY, refusal.get().reason(), refusal.get().hint());
        }
        continue;
      }
      List<PartitionCommit> toCommit = plan.get().toCommit();
      if (toCommit.isEmpty()) {
        return Optional.of(plan.get().positions());
      }
      Optional<TableSchema> creation =
          view.definition().map(definition -> definition.schema()).or(() -> schema);
      if (creation.isEmpty()) {
        toCommit.forEach(begin -> keptBack.put(begin.partition(), begin));
        return Optional.of(plan.get().positions());
      }
      commit(toCommit, creation.get(), generation);
    }
    return Optional.empty();
  }

  /**
   * Commits what was kept back until there was a schema.
   *
   * @return false when another writer was first, with other offsets perhaps
   */
  boolean commitBeginnings(TableSchema schema, Generation generation) throws InterruptedException {
    if (keptBack.isEmpty()) {
      return true;
    }
    CommitResult result = commit(List.copyOf(keptBack.values()), schema, generation);
    return result instanceof CommitResult.Landed;
  }

  private CommitResult commit(
      List<PartitionCommit> partitions, TableSchema schema, Generation generation)
      throws InterruptedException {
    CommitRecord record =
        new CommitRecord(identities.get(), settings.pipeline(), partitions, Optional.empty());
    CommitResult result = commits.commit(new Committable(record, List.of(), schema), generation);
    if (!(result instanceof CommitResult.Dropped)) {
      // The table knows where these partitions begin, from us or from another writer.
      keptBack.clear();
    }
    if (result instanceof CommitResult.Landed
        && record.partitions().stream().anyMatch(p -> !p.begins())) {
      events.skipped(record);
    }
    if (result instanceof CommitResult.Rejected rejected
        && rejected.decision() instanceof CommitDecision.Unwritable unwritable) {
      throw TableFit.unwritable(settings.table().name(), unwritable.reason());
    }
    return result;
  }

  private Plan plan(Progress progress, Set<SourcePartition> wanted) {
    Set<SourcePartition> all = new TreeSet<>(wanted);
    for (SourcePartition partition : catalog.partitions()) {
      if (progress.offset(key(partition)).isEmpty()) {
        all.add(partition);
      }
    }
    // In this order: a topic grows, and must not end before where it is to be read from.
    Map<SourcePartition, Long> requested = catalog.starts(all, settings.start());
    Map<SourcePartition, OffsetRange> available = catalog.available(all);
    Map<SourcePartition, Long> positions = new TreeMap<>();
    List<PartitionCommit> toCommit = new ArrayList<>();
    for (SourcePartition partition : all) {
      OffsetRange range = available.get(partition);
      StartDecision decision = rule.decide(progress, partition, range, requested.get(partition));
      if (decision instanceof StartDecision.Begin begin) {
        PartitionCommit kept = keptBack.get(partition);
        // What was kept back is being read from there already, wherever the topic ends by now.
        long first = kept == null ? begin.offset() : kept.range().from();
        toCommit.add(PartitionCommit.beginning(partition, first));
        decision = rule.resume(partition, first, range);
      } else if (decision instanceof StartDecision.Skip skip) {
        toCommit.add(PartitionCommit.skipping(partition, skip.gap()));
      }
      if (decision instanceof StartDecision.Refuse refuse) {
        return Plan.refusing(refuse);
      }
      if (wanted.contains(partition)) {
        positions.put(partition, position(decision));
      }
    }
    return new Plan(positions, toCommit, Optional.empty());
  }

  private static long position(StartDecision decision) {
    return decision instanceof StartDecision.Skip skip
        ? skip.gap().to()
        : ((StartDecision.Resume) decision).offset();
  }

  private ProgressKey key(SourcePartition partition) {
    return new ProgressKey(settings.pipeline(), partition);
  }

  /** Where to read from and what to commit before; or why not to go on. */
  private record Plan(
      Map<SourcePartition, Long> positions,
      List<PartitionCommit> toCommit,
      Optional<StartDecision.Refuse> refusal) {
    static Plan refusing(StartDecision.Refuse refusal) {
      return new Plan(Map.of(), List.of(), Optional.of(refusal));
    }
  }
}
