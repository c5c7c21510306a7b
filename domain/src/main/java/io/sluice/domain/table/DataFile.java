package io.sluice.domain.table;

import java.util.List;
import java.util.Objects;

/**
 * A data file that is written but not yet part of the table.
 *
 * @param path below the table, with {@code /} between segments, not URL-encoded
 * @param sizeBytes its length
 * @param modifiedAtMillis milliseconds since the epoch
 * @param rows how many rows it holds
 * @param partitionValues what all its rows share
 * @param columns statistics of its leaf columns, as many as the writer collects
 */
public record DataFile(
    String path,
    long sizeBytes,
    long modifiedAtMillis,
    long rows,
    PartitionValues partitionValues,
    List<ColumnStatistics> columns) {
  public DataFile {
    Objects.requireNonNull(partitionValues, "partitionValues");
    columns = List.copyOf(columns);
    if (path.isEmpty() || path.startsWith("/")) {
      throw new IllegalArgumentException("'" + path + "' is not a path below the table");
    }
  }
}
