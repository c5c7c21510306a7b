package io.sluice.domain.schema;

/**
 * A column, or a field inside one, that a schema got.
 *
 * @param path names joined by dots, {@code element} and {@code value} standing for a list's and a
 *     map's inside
 */
public record SchemaChange(String path, FieldType type) {
  @Override
  public String toString() {
    return path + " " + type;
  }
}
