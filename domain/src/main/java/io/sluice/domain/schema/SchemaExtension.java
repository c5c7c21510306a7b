package io.sluice.domain.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds to a schema what another one has and it lacks. What both have stays as the first one says,
 * types included: unlike {@link SchemaEvolution}, this is an offer, not a check.
 */
public final class SchemaExtension {
  private SchemaExtension() {}

  /** The base, with the columns and nested fields of {@code more} that it lacks, nullable. */
  public static TableSchema extend(TableSchema base, TableSchema more) {
    return new TableSchema(extendFields(base.fields(), more.fields()));
  }

  private static List<Field> extendFields(List<Field> base, List<Field> more) {
    Map<String, Field> offered = new HashMap<>();
    more.forEach(field -> offered.putIfAbsent(FieldNames.canonical(field.name()), field));
    List<Field> result = new ArrayList<>();
    for (Field own : base) {
      Field other = offered.remove(FieldNames.canonical(own.name()));
      result.add(other == null ? own : own.withType(extendType(own.type(), other.type())));
    }
    for (Field field : more) {
      if (offered.remove(FieldNames.canonical(field.name())) != null) {
        result.add(Field.nullable(field.name(), field.type()));
      }
    }
    return result;
  }

  private static FieldType extendType(FieldType base, FieldType more) {
    if (base instanceof StructType own && more instanceof StructType other) {
      return new StructType(extendFields(own.fields(), other.fields()));
    }
    if (base instanceof ListType own && more instanceof ListType other) {
      return new ListType(extendType(own.element(), other.element()));
    }
    if (base instanceof MapType own && more instanceof MapType other) {
      return new MapType(extendType(own.value(), other.value()));
    }
    return base;
  }
}
