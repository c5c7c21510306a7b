package io.sluice.domain.column;

import io.sluice.domain.schema.TableSchema;
import java.util.List;

/**
 * Rows by column.
 *
 * @param schema the columns' names and types
 * @param columns one per field of the schema, in order, each with {@code rows} values
 * @param rows how many rows there are
 */
public record ColumnBatch(TableSchema schema, List<ColumnVector> columns, int rows) {
  public ColumnBatch {
    columns = List.copyOf(columns);
    if (columns.size() != schema.fields().size()) {
      throw new IllegalArgumentException(
          columns.size() + " columns for a schema of " + schema.fields().size());
    }
    for (ColumnVector column : columns) {
      if (column.size() != rows) {
        throw new IllegalArgumentException(
            "a column of " + column.size() + " values in a batch of " + rows + " rows");
      }
    }
  }

  public ColumnVector column(int index) {
    return columns.get(index);
  }

  /** The given rows in that order, copied; the first {@code count} of the array count. */
  public ColumnBatch select(int[] selected, int count) {
    return new ColumnBatch(
        schema, columns.stream().map(column -> column.select(selected, count)).toList(), count);
  }

  /** The memory that the values take, in bytes, about. */
  public long bytes() {
    return columns.stream().mapToLong(ColumnVector::bytes).sum();
  }
}
