package io.sluice.ports.contract;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.commit.ProgressKey;
import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.ColumnStatistics;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.StatisticValue;
import io.sluice.domain.table.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Committables of one pipeline, small enough to read. */
public final class Committables {
  public static final String PIPELINE = "flights";
  public static final TableSchema SCHEMA =
      TableSchema.of(
          Field.nullable("id", PrimitiveType.LONG), Field.nullable("name", PrimitiveType.STRING));
  public static final TableDefinition DEFINITION = new TableDefinition(SCHEMA, List.of(), Map.of());

  private Committables() {}

  public static SourcePartition partition(int number) {
    return new SourcePartition("cluster", "departures", "topic-id", number);
  }

  public static String appId(int partition) {
    return new ProgressKey(PIPELINE, partition(partition)).appId();
  }

  public static CommitIdentity newId() {
    return new CommitIdentity(UUID.randomUUID());
  }

  /** Where reading starts, without data. */
  public static Committable beginning(int partition, long offset) {
    return withoutFiles(PartitionCommit.beginning(partition(partition), offset));
  }

  /** Offsets that are all rows, in one file. */
  public static Committable rows(int partition, long from, long to) {
    return withFile(
        new PartitionCommit(
            partition(partition), false, new OffsetRange(from, to), to - from, 0, Gaps.NONE));
  }

  /** Offsets that are all dead letters: progress without data. */
  public static Committable deadLetters(int partition, long from, long to) {
    return withoutFiles(
        new PartitionCommit(
            partition(partition), false, new OffsetRange(from, to), 0, to - from, Gaps.NONE));
  }

  public static Committable withoutFiles(PartitionCommit... partitions) {
    return new Committable(record(newId(), partitions), List.of(), SCHEMA);
  }

  public static Committable withFile(PartitionCommit... partitions) {
    CommitRecord record = record(newId(), partitions);
    return new Committable(record, List.of(file(record)), SCHEMA);
  }

  private static CommitRecord record(CommitIdentity id, PartitionCommit... partitions) {
    return new CommitRecord(id, PIPELINE, List.of(partitions), Optional.empty());
  }

  private static DataFile file(CommitRecord record) {
    return new DataFile(
        "part-00000-" + record.id() + "-0.c000.zstd.parquet",
        1234,
        1_700_000_000_000L,
        record.rows(),
        PartitionValues.NONE,
        List.of(
            new ColumnStatistics(
                List.of("id"),
                Optional.of(new StatisticValue.Whole(1)),
                Optional.of(new StatisticValue.Whole(9)),
                0),
            new ColumnStatistics(
                List.of("name"),
                Optional.of(new StatisticValue.Text("\"quoted\" \\ and a\nbreak")),
                Optional.empty(),
                record.rows())));
  }
}
