package io.sluice.delta.parquet;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.PartitionValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A batch as its partitions: in order of first appearance, each with its rows in their order. */
public final class Partitioning {
  private static final Set<PrimitiveType> TYPES =
      EnumSet.of(
          PrimitiveType.STRING, PrimitiveType.LONG, PrimitiveType.BOOLEAN, PrimitiveType.DATE);

  private final List<String> names;
  private final List<PartitionColumn> columns;
  private final ColumnBatch data;
  private final RowGrouping grouping;

  private Partitioning(List<String> names, List<PartitionColumn> columns, ColumnBatch data) {
    this.names = names;
    this.columns = columns;
    this.data = data;
    this.grouping = RowGrouping.of(columns, data.rows());
  }

  /**
   * Says whether tables of the schema can be partitioned so.
   *
   * @param partitionBy names of columns, in order; none is fine
   * @throws SluiceException CONFIGURATION for a column that is missing, repeated or of a type
   *     without a text form that all readers agree on, for a string that is declared not null, and
   *     when no column would be left
   */
  public static void check(TableSchema schema, List<String> partitionBy) {
    Set<String> seen = new HashSet<>();
    for (String name : partitionBy) {
      checkColumn(
          schema
              .find(name)
              .orElseThrow(() -> invalid(name, "there is no such column", "Check its spelling.")));
      if (!seen.add(name)) {
        throw invalid(name, "it is named twice", "Name each column once.");
      }
    }
    if (seen.size() == schema.fields().size()) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot write files of "
              + schema.fields().size()
              + " columns, all of them partitioned by",
          "Leave at least one column out of sluice.table.partition-by.");
    }
  }

  private static void checkColumn(Field column) {
    FieldType type = column.type();
    if (!(type instanceof PrimitiveType primitive && TYPES.contains(primitive))) {
      throw invalid(
          column.name(),
          "it is of type " + type,
          "Use columns of type string, long, boolean or date.");
    }
    if (type == PrimitiveType.STRING && !column.nullable()) {
      throw invalid(
          column.name(),
          "it is a string that is declared not null, and to Delta an empty partition value is null",
          "Declare the column nullable, or partition by another one.");
    }
  }

  private static SluiceException invalid(String name, String cause, String hint) {
    return new SluiceException(
        ErrorCode.CONFIGURATION, "Cannot partition by " + name + ": " + cause, hint);
  }

  /** Splits a batch whose schema passes {@link #check}. */
  static Partitioning of(ColumnBatch rows, List<String> partitionBy) {
    List<PartitionColumn> columns = new ArrayList<>();
    for (String name : partitionBy) {
      int index = rows.schema().indexOf(name);
      Field field = rows.schema().fields().get(index);
      if (!field.nullable() && rows.column(index).hasNulls()) {
        throw new IllegalArgumentException(
            "column " + name + " is declared not null but holds a null");
      }
      columns.add(PartitionColumn.of((PrimitiveType) field.type(), rows.column(index)));
    }
    return new Partitioning(List.copyOf(partitionBy), columns, without(rows, partitionBy));
  }

  private static ColumnBatch without(ColumnBatch rows, List<String> partitionBy) {
    List<Field> fields = new ArrayList<>();
    List<ColumnVector> vectors = new ArrayList<>();
    for (int i = 0; i < rows.schema().fields().size(); i++) {
      Field field = rows.schema().fields().get(i);
      if (!partitionBy.contains(field.name())) {
        fields.add(field);
        vectors.add(rows.column(i));
      }
    }
    return new ColumnBatch(new TableSchema(fields), vectors, rows.rows());
  }

  int count() {
    return grouping.count();
  }

  PartitionValues values(int partition) {
    int row = grouping.rows(partition)[0];
    String[] values = new String[columns.size()];
    for (int i = 0; i < values.length; i++) {
      PartitionColumn column = columns.get(i);
      values[i] = column.isAbsent(row) ? null : column.text(row);
    }
    return new PartitionValues(names, Arrays.asList(values));
  }

  /** The partition's rows without the partition columns; copied, unless they are all there are. */
  ColumnBatch rows(int partition) {
    if (count() == 1) {
      return data;
    }
    int[] rows = grouping.rows(partition);
    return data.select(rows, rows.length);
  }
}
