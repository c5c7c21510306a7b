package io.sluice.delta.parquet;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.ColumnVector;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Encodes one batch as one Parquet file. Each column is encoded, compressed and written before the
 * next one begins, so that only one column chunk at a time is in memory beside the batch.
 */
final class ParquetFile {
  /**
   * Parquet's own first look at a page's size, after 100 values, is late for values of megabytes.
   */
  private static final int ROWS_BEFORE_SIZE_CHECK = 10;

  private final ColumnBatch rows;
  private final long rowGroupBytes;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final BytesInputCompressor compressor;

  ParquetFile(ColumnBatch rows, ParquetConfig config, BytesInputCompressor compressor) {
    this.rows = rows;
    this.rowGroupBytes = config.rowGroupBytes();
    this.schema = ParquetSchema.of(rows.schema());
    this.compressor = compressor;
    this.properties =
        ParquetProperties.builder()
            .withPageSize(config.pageBytes())
            .withMinRowCountForPageSizeCheck(ROWS_BEFORE_SIZE_CHECK)
            .withPageWriteChecksumEnabled(true)
            .build();
  }

  /**
   * Writes everything but leaves the object open.
   *
   * @return the file's length in bytes
   */
  long writeTo(ObjectWriter object) throws IOException {
    ObjectOutput output = new ObjectOutput(object);
    try (ParquetFileWriter file =
        new ParquetFileWriter(
            output, schema, ParquetFileWriter.Mode.OVERWRITE, rowGroupBytes, 0, null, properties)) {
      file.start();
      int step = rowsPerGroup();
      for (int from = 0; from < rows.rows(); from += step) {
        writeRowGroup(file, from, Math.min(rows.rows(), from + step));
      }
      file.end(Map.of());
      return output.getPos();
    }
  }

  /** As many row groups as the memory that the values take asks for, all of about one size. */
  private int rowsPerGroup() {
    long groups = rows.bytes() / rowGroupBytes + 1;
    return Math.toIntExact((rows.rows() + groups - 1) / groups);
  }

  private void writeRowGroup(ParquetFileWriter file, int from, int to) throws IOException {
    List<ColumnDescriptor> columns = schema.getColumns();
    int[] next = {0};
    file.startBlock(to - from);
    new ColumnShredder(
            (type, values, levels) -> writeColumn(file, columns.get(next[0]++), values, levels))
        .shred(rows, from, to);
    file.endBlock();
  }

  private void writeColumn(
      ParquetFileWriter file, ColumnDescriptor column, ColumnVector values, Levels levels)
      throws IOException {
    MessageType alone = ParquetSchema.only(schema, column.getPath());
    try (ColumnChunkPageWriteStore pages =
            new ColumnChunkPageWriteStore(
                compressor,
                alone,
                properties.getAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        ColumnWriteStore store = properties.newColumnWriteStore(alone, pages)) {
      writeValues(store, store.getColumnWriter(column), LeafValues.of(column, values), levels);
      store.flush();
      pages.flushToFileWriter(file);
    }
  }

  private static void writeValues(
      ColumnWriteStore store, ColumnWriter out, LeafValues values, Levels levels) {
    for (int slot = 0; slot < levels.count(); slot++) {
      int repetition = levels.repetition(slot);
      if (repetition == 0 && slot > 0) {
        store.endRecord();
      }
      if (levels.isPresent(slot)) {
        values.write(out, levels.index(slot), repetition, levels.definition(slot));
      } else {
        out.writeNull(repetition, levels.definition(slot));
      }
    }
    store.endRecord();
  }
}
