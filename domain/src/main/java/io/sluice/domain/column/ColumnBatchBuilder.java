package io.sluice.domain.column;

import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects rows column by column. A row's values are appended to the columns in any order, then the
 * row is ended, or abandoned without a trace; a column appended to twice must be truncated to
 * {@link #rows()} in between.
 */
public final class ColumnBatchBuilder {
  private final List<ColumnVector> columns = new ArrayList<>();
  private TableSchema schema;
  private int rows;

  public ColumnBatchBuilder(TableSchema schema) {
    this.schema = schema;
    schema.fields().forEach(field -> columns.add(ColumnVector.of(field.type())));
  }

  public TableSchema schema() {
    return schema;
  }

  /** How many rows were ended. */
  public int rows() {
    return rows;
  }

  public ColumnVector column(int index) {
    return columns.get(index);
  }

  /** Ends a row; columns that got no value get a null. */
  public void endRow() {
    rows++;
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).fill(rows);
    }
  }

  /** Takes back whatever was appended since the last row ended. */
  public void abandonRow() {
    for (ColumnVector column : columns) {
      column.truncate(rows);
    }
  }

  /**
   * Goes on under a schema that has the same columns and more, each at the end of its table or
   * struct; rows so far have null there. Only between rows.
   *
   * @throws IllegalArgumentException when it does not; nothing has changed then
   */
  public void widen(TableSchema wider) {
    Widening.require(schema.fields(), wider.fields());
    for (int i = 0; i < wider.fields().size(); i++) {
      Field field = wider.fields().get(i);
      if (i < columns.size()) {
        widen(columns.get(i), field.type());
      } else {
        ColumnVector added = ColumnVector.of(field.type());
        added.fill(rows);
        columns.add(added);
      }
    }
    schema = wider;
  }

  /** The rows so far, not copied: they hold until the builder is used again. */
  public ColumnBatch build() {
    return new ColumnBatch(schema, columns, rows);
  }

  /** Begins anew under the same schema, in the memory that the rows so far took. */
  public void clear() {
    rows = 0;
    abandonRow();
  }

  /** The memory that the values take, in bytes, about. */
  public long bytes() {
    return columns.stream().mapToLong(ColumnVector::bytes).sum();
  }

  static void widen(ColumnVector vector, FieldType type) {
    if (vector instanceof StructVector struct) {
      struct.widen((StructType) type);
    } else if (vector instanceof ListVector list) {
      widen(list.elements(), ((ListType) type).element());
    } else if (vector instanceof MapVector map) {
      widen(map.values(), ((MapType) type).value());
    }
  }
}
