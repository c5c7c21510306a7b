package io.sluice.bootstrap.operations;

import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.PipelineEvents.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the page shows of a pipeline, as of one moment. Times are milliseconds since the epoch. */
record Observed(
    Totals totals,
    Map<SourcePartition, Long> lag,
    Map<DeadLetterReason, Long> deadLetters,
    long[] filesBySize,
    TableSchema schema,
    List<ColumnAdded> columnsAdded,
    List<Problem> problems,
    List<Second> seconds,
    List<Entry> commits) {
  /** Since the process began. */
  record Totals(
      long startedAt,
      long polledRecords,
      long polledBytes,
      long rows,
      long commits,
      long conflicts,
      long files,
      long fileBytes,
      long discarded,
      long skipped) {}

  /**
   * One second.
   *
   * @param polled records that came in
   * @param rows rows that were committed
   * @param lag over all partitions; empty where nothing is read
   */
  record Second(long time, long polled, long rows, OptionalLong lag) {}

  /** One commit. */
  record Entry(
      long time,
      long version,
      long rows,
      long deadLetters,
      int files,
      long bytes,
      Duration freshness,
      Duration append,
      int conflicts,
      Map<Stage, Duration> stages) {}

  /** A column that a commit added. */
  record ColumnAdded(long time, long version, String path, String type) {}

  /**
   * Something that an operator should know of.
   *
   * @param what kind of thing it is
   * @param where a partition and offset, or the work that failed
   * @param detail never a payload
   * @param times how often in a row
   */
  record Problem(long time, String what, String where, String detail, long times) {}
}
