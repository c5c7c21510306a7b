package io.sluice.delta.standalone;

import io.sluice.domain.schema.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of one data file. Delta Standalone's own reader is not used: it drops the scale of
 * decimals that are stored as integers, and fails on timestamps of microseconds and on lists that
 * hold null.
 */
final class ParquetRows implements AutoCloseable {
  private final ParquetFileReader file;
  private final List<Field> columns;
  private final MessageType present;
  private final MessageColumnIO columnIo;
  private RecordReader<Group> rows;
  private long rowsLeft;

  /**
   * @param columns to read; those that the file lacks are null in every row
   */
  ParquetRows(StoredParquet stored, List<Field> columns) throws IOException {
    this.file = open(stored);
    this.columns = List.copyOf(columns);
    MessageType schema = file.getFooter().getFileMetaData().getSchema();
    List<Type> known = new ArrayList<>();
    for (Field column : columns) {
      if (schema.containsField(column.name())) {
        known.add(schema.getType(column.name()));
      }
    }
    this.present = new MessageType(schema.getName(), known);
    file.setRequestedSchema(present);
    this.columnIo = new ColumnIOFactory().getColumnIO(present, schema);
  }

  /** How many rows the file holds, by its footer. */
  static long count(StoredParquet stored) throws IOException {
    try (ParquetFileReader file = open(stored)) {
      return file.getRecordCount();
    }
  }

  private static ParquetFileReader open(StoredParquet stored) throws IOException {
    return ParquetFileReader.open(
        stored, ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
  }

  /** The next row's values, one per column; null at the end. */
  List<Object> next() throws IOException {
    while (rowsLeft == 0) {
      PageReadStore group = file.readNextRowGroup();
      if (group == null) {
        return null;
      }
      rowsLeft = group.getRowCount();
      rows = columnIo.getRecordReader(group, new GroupRecordConverter(present));
    }
    rowsLeft--;
    Group row = rows.read();
    List<Object> values = new ArrayList<>(columns.size());
    for (Field column : columns) {
      values.add(ParquetValues.field(row, column));
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
