package io.sluice.delta.parquet;

import io.sluice.delta.parquet.ParquetFile.Written;
import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.PartitionValues;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.DataFileWriter;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes Parquet files below a table: columns one by one, straight from their vectors.
 *
 * <p>A file becomes visible only when it is whole; whatever fails before that gives the object up.
 */
public final class ParquetDataFileWriter implements DataFileWriter {
  private final ObjectStore store;
  private final Location table;
  private final ParquetConfig config;
  private final Clock clock;

  public ParquetDataFileWriter(
      ObjectStore store, Location table, ParquetConfig config, Clock clock) {
    this.store = store;
    this.table = table;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public void requireSplittable(TableSchema schema, List<String> partitionBy) {
    Partitioning.check(schema, partitionBy);
  }

  @Override
  public List<DataFile> write(
      ColumnBatch rows, CommitIdentity id, int lane, List<String> partitionBy) throws IOException {
    if (rows.rows() == 0) {
      throw new IllegalArgumentException("a data file needs a row");
    }
    requireSplittable(rows.schema(), partitionBy);
    Partitioning partitions = Partitioning.of(rows, partitionBy);
    try (PageCompressor compressor = config.compression().open(config.zstdLevel())) {
      List<DataFile> files = new ArrayList<>(partitions.count());
      for (int i = 0; i < partitions.count(); i++) {
        String name =
            String.format(
                Locale.ROOT,
                "part-%05d-%s-%d.c000%s",
                lane,
                id.value(),
                i,
                config.compression().extension());
        files.add(write(partitions.rows(i), partitions.values(i), name, compressor));
      }
      return files;
    }
  }

  private DataFile write(
      ColumnBatch rows, PartitionValues values, String name, PageCompressor compressor)
      throws IOException {
    String path = PartitionPath.of(values) + name;
    Written written = publish(table.child(path), new ParquetFile(rows, config, compressor));
    return new DataFile(
        path,
        written.bytes(),
        clock.now().toEpochMilli(),
        rows.rows(),
        values,
        FileStatistics.of(rows, written.statistics()));
  }

  private Written publish(Location location, ParquetFile file) throws IOException {
    ObjectWriter object = store.write(location);
    try {
      Written written = file.writeTo(object);
      object.close();
      return written;
    } catch (IOException | RuntimeException | Error e) {
      abort(object, e);
      throw e;
    }
  }

  private static void abort(ObjectWriter object, Throwable cause) {
    try {
      object.abort();
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
