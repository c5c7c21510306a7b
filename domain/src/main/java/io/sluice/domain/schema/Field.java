package io.sluice.domain.schema;

import java.util.Objects;

/**
 * A named column or part of one.
 *
 * @param name as the events spell it; its case counts
 * @param nullable whether a record may leave it out
 */
public record Field(String name, FieldType type, boolean nullable) {
  public Field {
    Objects.requireNonNull(type, "type");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a field needs a name");
    }
  }

  public static Field nullable(String name, FieldType type) {
    return new Field(name, type, true);
  }

  public static Field required(String name, FieldType type) {
    return new Field(name, type, false);
  }

  public Field withType(FieldType newType) {
    return new Field(name, newType, nullable);
  }

  @Override
  public String toString() {
    return name + " " + type + (nullable ? "" : " not null");
  }
}
