package io.sluice.delta.parquet;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Encodes one batch as one Parquet file. Each column is encoded, compressed and written before the
 * next one begins, so that only one column chunk at a time is in memory beside the batch.
 */
final class ParquetFile {
  private final ColumnBatch rows;
  private final long rowGroupBytes;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final PageCompressor compressor;

  ParquetFile(ColumnBatch rows, ParquetConfig config, PageCompressor compressor) {
    this.rows = rows;
    this.rowGroupBytes = config.rowGroupBytes();
    this.schema = ParquetSchema.of(rows.schema());
    this.compressor = compressor;
    this.properties =
        ParquetProperties.builder()
            .withPageSize(config.pageBytes())
            .withPageWriteChecksumEnabled(true)
            .build();
  }

  /**
   * Writes everything but leaves the object open.
   *
   * @return what was written
   */
  Written writeTo(ObjectWriter object) throws IOException {
    ObjectOutput output = new ObjectOutput(object);
    try (ParquetFileWriter file =
            new ParquetFileWriter(
                output,
                schema,
                ParquetFileWriter.Mode.OVERWRITE,
                rowGroupBytes,
                0,
                null,
                properties);
        ColumnChunkWriter chunks = new ColumnChunkWriter(file, compressor, properties)) {
      file.start();
      int step = rowsPerGroup();
      for (int from = 0; from < rows.rows(); from += step) {
        writeRowGroup(file, chunks, from, Math.min(rows.rows(), from + step));
      }
      file.end(Map.of());
      return new Written(output.getPos(), LeafStatistics.of(file.getFooter()));
    }
  }

  /**
   * A file that is whole.
   *
   * @param bytes its length
   */
  record Written(long bytes, LeafStatistics statistics) {}

  /** As many row groups as the memory that the values take asks for, all of about one size. */
  private int rowsPerGroup() {
    long groups = rows.bytes() / rowGroupBytes + 1;
    return Math.toIntExact((rows.rows() + groups - 1) / groups);
  }

  private void writeRowGroup(ParquetFileWriter file, ColumnChunkWriter chunks, int from, int to)
      throws IOException {
    List<ColumnDescriptor> columns = schema.getColumns();
    int[] next = {0};
    file.startBlock(to - from);
    new ColumnShredder(
            (type, values, levels) -> {
              ColumnDescriptor column = columns.get(next[0]++);
              chunks.write(column, LeafColumn.of(column.getPrimitiveType(), values), levels);
            })
        .shred(rows, from, to);
    file.endBlock();
  }
}
