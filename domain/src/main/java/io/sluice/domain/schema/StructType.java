package io.sluice.domain.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A group of named fields.
 *
 * @param fields in order, one at least, names unique whatever their case
 */
public record StructType(List<Field> fields) implements FieldType {
  public StructType {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("a struct needs a field");
    }
    FieldNames.requireUnique(fields);
  }

  @Override
  public boolean isNested() {
    return true;
  }

  @Override
  public String toString() {
    return fields.stream()
        .map(field -> field.name() + ":" + field.type() + (field.nullable() ? "" : " not null"))
        .collect(Collectors.joining(",", "struct<", ">"));
  }
}
