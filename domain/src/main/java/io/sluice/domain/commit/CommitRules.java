package io.sluice.domain.commit;

import io.sluice.domain.schema.SchemaEvolution;
import io.sluice.domain.schema.SchemaMerge;
import io.sluice.domain.table.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a committable may become the entry after a version. The entry is created exclusively, so
 * what holds in that version holds when the entry exists.
 *
 * <p>A partition's offset in the table must equal the start of the committable's range: greater
 * means that another writer has passed these records, smaller or absent that the table was restored
 * or belongs to another history. A partition that begins must be absent.
 */
public final class CommitRules implements CommitRule {
  private final List<String> partitionBy;
  private final Map<String, String> properties;

  /**
   * Rules for one table.
   *
   * @param partitionBy the partition columns that the data files were split by
   * @param properties of the table, where it has to be created
   */
  public CommitRules(List<String> partitionBy, Map<String, String> properties) {
    this.partitionBy = List.copyOf(partitionBy);
    this.properties = Map.copyOf(properties);
  }

  @Override
  public CommitDecision decide(TableView view, Committable committable) {
    if (view.unsupportedProtocol().isPresent()) {
      return new CommitDecision.Unwritable(view.unsupportedProtocol().get());
    }
    Optional<CommitDecision.Fenced> fence = fence(view.progress(), committable.record());
    if (fence.isPresent()) {
      return fence.get();
    }
    if (view.definition().isEmpty()) {
      return new CommitDecision.Attempt(
          Optional.of(new TableDefinition(committable.schema(), partitionBy, properties)),
          List.of());
    }
    return mergeSchema(view.definition().get(), committable);
  }

  private Optional<CommitDecision.Fenced> fence(Progress progress, CommitRecord record) {
    for (PartitionCommit partition : record.partitions()) {
      OptionalLong found =
          progress.offset(new ProgressKey(record.pipeline(), partition.partition()));
      OptionalLong expected =
          partition.begins() ? OptionalLong.empty() : OptionalLong.of(partition.range().from());
      if (!found.equals(expected)) {
        return Optional.of(new CommitDecision.Fenced(partition.partition(), expected, found));
      }
    }
    return Optional.empty();
  }

  private CommitDecision mergeSchema(TableDefinition table, Committable committable) {
    if (committable.files().isEmpty()) {
      return new CommitDecision.Attempt(Optional.empty(), List.of());
    }
    if (!table.partitionColumns().equals(partitionBy)) {
      return new CommitDecision.Unwritable(
          "the table is partitioned by "
              + table.partitionColumns()
              + ", the configuration says "
              + partitionBy);
    }
    SchemaMerge merge = SchemaEvolution.merge(table.schema(), committable.schema());
    if (merge instanceof SchemaMerge.Extended extended) {
      return new CommitDecision.Attempt(
          Optional.of(table.withSchema(extended.schema())), extended.changes());
    }
    if (merge instanceof SchemaMerge.Conflict conflict) {
      return new CommitDecision.SchemaConflict(conflict.path(), conflict.reason());
    }
    return new CommitDecision.Attempt(Optional.empty(), List.of());
  }
}
