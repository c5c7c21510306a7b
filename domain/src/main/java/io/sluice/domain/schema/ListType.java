package io.sluice.domain.schema;

import java.util.Objects;

/**
 * A list of values of one type; elements may be null.
 *
 * @param element the elements' type
 */
public record ListType(FieldType element) implements FieldType {
  public ListType {
    Objects.requireNonNull(element, "element");
  }

  @Override
  public boolean isNested() {
    return true;
  }

  @Override
  public String toString() {
    return "list<" + element + ">";
  }
}
