package io.sluice.domain.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The columns of a table, in order.
 *
 * @param fields names unique whatever their case
 */
public record TableSchema(List<Field> fields) {
  public static final TableSchema EMPTY = new TableSchema(List.of());

  public TableSchema {
    fields = List.copyOf(fields);
    FieldNames.requireUnique(fields);
  }

  public static TableSchema of(Field... fields) {
    return new TableSchema(List.of(fields));
  }

  public Optional<Field> find(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** The position of the column of exactly this name, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  public TableSchema plus(List<Field> more) {
    List<Field> all = new ArrayList<>(fields);
    all.addAll(more);
    return new TableSchema(all);
  }

  @Override
  public String toString() {
    return fields.stream().map(Field::toString).collect(Collectors.joining(", "));
  }
}
