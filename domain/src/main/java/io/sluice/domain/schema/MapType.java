package io.sluice.domain.schema;

import java.util.Objects;

/**
 * A map from text to values of one type; values may be null. JSON has no other keys than text.
 *
 * @param value the values' type
 */
public record MapType(FieldType value) implements FieldType {
  public MapType {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public boolean isNested() {
    return true;
  }

  @Override
  public String toString() {
    return "map<string," + value + ">";
  }
}
