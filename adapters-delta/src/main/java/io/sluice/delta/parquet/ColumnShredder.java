package io.sluice.delta.parquet;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.column.ListVector;
import io.sluice.domain.column.MapVector;
import io.sluice.domain.column.StructVector;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import java.io.IOException;
import java.util.List;

/** Takes a range of rows apart into its leaf columns, in the order of the Parquet schema. */
final class ColumnShredder {
  /** Takes one leaf column after the other. */
  interface LeafSink {
    void leaf(FieldType type, ColumnVector values, Levels levels) throws IOException;
  }

  private final LeafSink sink;

  ColumnShredder(LeafSink sink) {
    this.sink = sink;
  }

  /**
   * Hands every leaf column of the rows to the sink.
   *
   * @throws IllegalArgumentException when a column that is declared not null holds a null
   */
  void shred(ColumnBatch rows, int from, int to) throws IOException {
    Levels levels = Levels.ofRows(from, to);
    List<Field> fields = rows.schema().fields();
    for (int i = 0; i < fields.size(); i++) {
      field(fields.get(i), rows.column(i), levels, 0);
    }
  }

  private void field(Field field, ColumnVector values, Levels parent, int repetition)
      throws IOException {
    if (field.nullable()) {
      node(field.type(), values, parent.optional(values), repetition);
    } else if (parent.isComplete(values)) {
      node(field.type(), values, parent, repetition);
    } else {
      throw new IllegalArgumentException(
          "column " + field.name() + " is declared not null but holds a null");
    }
  }

  private void node(FieldType type, ColumnVector values, Levels levels, int repetition)
      throws IOException {
    if (type instanceof StructType struct) {
      StructVector structs = (StructVector) values;
      for (int i = 0; i < struct.fields().size(); i++) {
        field(struct.fields().get(i), structs.child(i), levels, repetition);
      }
    } else if (type instanceof ListType list) {
      ListVector lists = (ListVector) values;
      Levels elements = levels.repeated(lists::start, lists::end, repetition + 1);
      ColumnVector inside = lists.elements();
      node(list.element(), inside, elements.optional(inside), repetition + 1);
    } else if (type instanceof MapType map) {
      MapVector maps = (MapVector) values;
      Levels entries = levels.repeated(maps::start, maps::end, repetition + 1);
      sink.leaf(PrimitiveType.STRING, maps.keys(), entries);
      ColumnVector inside = maps.values();
      node(map.value(), inside, entries.optional(inside), repetition + 1);
    } else {
      sink.leaf(type, values, levels);
    }
  }
}
