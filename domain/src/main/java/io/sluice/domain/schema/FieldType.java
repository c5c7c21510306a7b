package io.sluice.domain.schema;

/**
 * The type of a column or of a part of one. {@link Object#toString} gives the notation of the docs.
 */
public sealed interface FieldType
    permits PrimitiveType, DecimalType, StructType, ListType, MapType {
  /** Whether values of this type are made of other columns' values. */
  default boolean isNested() {
    return false;
  }
}
