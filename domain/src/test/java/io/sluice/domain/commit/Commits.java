package io.sluice.domain.commit;

import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.Header;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.Payloads;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.TableVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Values that the tests of this package are made of. */
final class Commits {
  static final String PIPELINE = "flights-to-lake";

  private Commits() {}

  static SourcePartition partition(int number) {
    return new SourcePartition("cluster", "flights", "topic-id", number);
  }

  static ProgressKey key(int number) {
    return new ProgressKey(PIPELINE, partition(number));
  }

  static CommitIdentity id(long number) {
    return new CommitIdentity(new UUID(0, number));
  }

  /** All records, no dead letters, no gaps. */
  static PartitionCommit rows(int partition, long from, long to) {
    return new PartitionCommit(
        partition(partition), false, new OffsetRange(from, to), to - from, 0, Gaps.NONE);
  }

  static CommitRecord record(long id, PartitionCommit... partitions) {
    return new CommitRecord(id(id), PIPELINE, List.of(partitions), Optional.empty());
  }

  /** With one data file that holds all the rows, or none where there are none. */
  static Committable committable(TableSchema schema, PartitionCommit... partitions) {
    CommitRecord record = record(1, partitions);
    return new Committable(
        record, record.rows() == 0 ? List.of() : List.of(file(record.rows())), schema);
  }

  static DataFile file(long rows) {
    return new DataFile("part.parquet", 1_000, 0, rows, PartitionValues.NONE, List.of());
  }

  /** The entry that the record becomes, as it has to be. */
  static LogEntry entry(long version, CommitRecord record) {
    return new LogEntry(
        new TableVersion(version),
        0,
        Optional.of(record),
        record.transactions(),
        Optional.empty(),
        Optional.empty(),
        record.rows(),
        1,
        0);
  }

  /** A batch of records at every offset of the range, each of 10 bytes. */
  static RecordBatch batch(int partition, long from, long to) {
    int count = (int) (to - from);
    long[] offsets = new long[count];
    Arrays.setAll(offsets, i -> from + i);
    return new RecordBatch(
        partition(partition),
        new OffsetRange(from, to),
        offsets,
        new long[count],
        new byte[count][],
        Payloads.of(new byte[count][10]),
        new Header[count][]);
  }

  static RecordBatch gap(int partition, long from, long to) {
    return RecordBatch.passed(partition(partition), new OffsetRange(from, to));
  }

  static TableSchema schema(String... columns) {
    return new TableSchema(Arrays.stream(columns).map(SchemaNotation::parseColumn).toList());
  }
}
