package io.sluice.ports.fake;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.PartitionValues;
import io.sluice.ports.out.DataFileWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Data files that keep their rows in memory. Safe for use by any thread. */
public final class InMemoryDataFiles implements DataFileWriter {
  private final Map<String, ColumnBatch> files = new ConcurrentHashMap<>();
  private final Map<String, List<String>> compacted = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();

  /** Makes the next writes fail. */
  public void fail(int times) {
    failures.set(times);
  }

  /** The rows of a file that was written. */
  public ColumnBatch rows(String path) {
    return files.get(path);
  }

  /** What a file holds, batch by batch: one, or those of all files that it was made of. */
  public List<ColumnBatch> batches(String path) {
    if (compacted.containsKey(path)) {
      return compacted.get(path).stream().flatMap(from -> batches(from).stream()).toList();
    }
    ColumnBatch rows = files.get(path);
    return rows == null ? List.of() : List.of(rows);
  }

  /** Makes one file of several. */
  public void compact(List<String> paths, String into) {
    compacted.put(into, List.copyOf(paths));
  }

  @Override
  public List<DataFile> write(
      ColumnBatch rows, CommitIdentity id, int lane, List<String> partitionBy) throws IOException {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IOException("no space left on device");
    }
    String path = path(id, lane);
    files.put(path, rows);
    return List.of(
        new DataFile(path, rows.bytes(), 0, rows.rows(), PartitionValues.NONE, List.of()));
  }

  /** Where the file of a commit and a lane lies. */
  public static String path(CommitIdentity id, int lane) {
    return "part-" + lane + "-" + id + ".parquet";
  }

  @Override
  public void requireSplittable(TableSchema schema, List<String> partitionBy) {
    if (!partitionBy.isEmpty()) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION, "Cannot split files by " + partitionBy, "");
    }
  }
}
