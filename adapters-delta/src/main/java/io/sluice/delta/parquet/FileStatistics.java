package io.sluice.delta.parquet;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.column.StructVector;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.table.ColumnStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * The statistics that a Delta log keeps of a data file: of all columns, a struct as its fields, a
 * list or a map as one. Which of them go into the log is the table's affair.
 */
final class FileStatistics {
  private final List<ColumnStatistics> columns = new ArrayList<>();
  private final List<String> path = new ArrayList<>();

  private final LeafStatistics leaves;

  private FileStatistics(LeafStatistics leaves) {
    this.leaves = leaves;
  }

  /**
   * The statistics of a file.
   *
   * @param rows that it holds
   * @param leaves what was found out when it was written
   */
  static List<ColumnStatistics> of(ColumnBatch rows, LeafStatistics leaves) {
    FileStatistics statistics = new FileStatistics(leaves);
    List<Field> fields = rows.schema().fields();
    for (int i = 0; i < fields.size(); i++) {
      statistics.add(fields.get(i), rows.column(i));
    }
    return statistics.columns;
  }

  private void add(Field field, ColumnVector values) {
    path.add(field.name());
    if (field.type() instanceof StructType struct) {
      StructVector structs = (StructVector) values;
      for (int i = 0; i < struct.fields().size(); i++) {
        add(struct.fields().get(i), structs.child(i));
      }
    } else {
      Bounds bounds =
          field.type().isNested() ? Bounds.NONE : Bounds.of(field.type(), leaves.of(path));
      columns.add(new ColumnStatistics(path, bounds.min(), bounds.max(), values.nullCount()));
    }
    path.remove(path.size() - 1);
  }
}
