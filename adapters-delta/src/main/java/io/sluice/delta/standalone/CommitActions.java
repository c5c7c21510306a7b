package io.sluice.delta.standalone;

import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.actions.SetTransaction;
import io.delta.standalone.types.DataType;
import io.delta.standalone.types.StructType;
import io.sluice.delta.json.Json;
import io.sluice.delta.log.CommitRecordJson;
import io.sluice.delta.log.IndexedColumns;
import io.sluice.delta.log.StatisticsJson;
import io.sluice.delta.schema.DeltaSchemas;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.TableDefinition;
import io.sluice.ports.out.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a committable is in the engine's terms. */
final class CommitActions {
  private final Clock clock;
  private final String engineInfo;

  CommitActions(Clock clock) {
    this.clock = clock;
    this.engineInfo =
        "Sluice/"
            + Optional.ofNullable(CommitActions.class.getPackage().getImplementationVersion())
                .orElse("development");
  }

  /**
   * The metadata action for the definition; what it does not speak of stays as the table has it.
   */
  Metadata metadata(OptimisticTransaction transaction, TableDefinition definition) {
    if (transaction.readVersion() < 0) {
      return Metadata.builder()
          .schema(struct(DeltaSchemas.toJson(definition.schema())))
          .partitionColumns(definition.partitionColumns())
          .configuration(definition.properties())
          .createdTime(clock.now().toEpochMilli())
          .build();
    }
    Metadata own = transaction.metadata();
    return own.copyBuilder()
        .schema(struct(DeltaSchemas.widen(own.getSchema().toJson(), definition.schema())))
        .build();
  }

  private static StructType struct(String json) {
    return (StructType) DataType.fromJson(json);
  }

  /**
   * Writes the entry and returns its version.
   *
   * @throws IOException what the log store throws: it passes through the engine undeclared
   */
  @SuppressWarnings("RedundantThrows")
  long commit(OptimisticTransaction transaction, Committable committable) throws IOException {
    List<Action> actions = new ArrayList<>();
    Set<String> partitionColumns = new HashSet<>(transaction.metadata().getPartitionColumns());
    IndexedColumns indexed = IndexedColumns.of(transaction.metadata().getConfiguration());
    for (DataFile file : committable.files()) {
      requirePartitions(file, partitionColumns);
      actions.add(add(file, indexed));
    }
    Optional<Long> now = Optional.of(clock.now().toEpochMilli());
    committable
        .record()
        .transactions()
        .forEach((appId, next) -> actions.add(new SetTransaction(appId, next, now)));
    return transaction.commit(actions, operation(committable), engineInfo).getVersion();
  }

  private static AddFile add(DataFile file, IndexedColumns indexed) {
    PartitionValues partition = file.partitionValues();
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < partition.columns().size(); i++) {
      values.put(partition.columns().get(i), partition.values().get(i));
    }
    // The engine copies the statistics into the entry as they are, so they come as a JSON string.
    return AddFile.builder(
            DataPaths.encode(file.path()), values, file.sizeBytes(), file.modifiedAtMillis(), true)
        .stats(Json.write(StatisticsJson.write(file, indexed)))
        .build();
  }

  private static Operation operation(Committable committable) {
    Map<String, String> metrics = new LinkedHashMap<>();
    metrics.put(Operation.Metrics.numAddedFiles, Integer.toString(committable.files().size()));
    metrics.put(Operation.Metrics.numOutputRows, Long.toString(committable.record().rows()));
    metrics.put(Operation.Metrics.numOutputBytes, Long.toString(committable.bytes()));
    return new Operation(
        Operation.Name.STREAMING_UPDATE,
        Map.of("outputMode", "\"Append\""),
        metrics,
        Optional.of(CommitRecordJson.write(committable.record())));
  }

  /** The engine would refuse it too, but in a way that looks like an entry that may be there. */
  private static void requirePartitions(DataFile file, Set<String> expected) {
    if (!new HashSet<>(file.partitionValues().columns()).equals(expected)) {
      throw new SluiceException(
          ErrorCode.BUG,
          "Cannot commit "
              + file.path()
              + ": it is partitioned by "
              + file.partitionValues().columns()
              + ", the table by "
              + expected,
          "Report it, with the configuration");
    }
  }
}
