package io.sluice.domain.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges the schema of data files into a table's. Columns are only ever added, at the end and
 * nullable; a type never changes. Files may lack any nullable column of the table.
 */
public final class SchemaEvolution {
  private final List<SchemaChange> changes = new ArrayList<>();

  private SchemaEvolution() {}

  public static SchemaMerge merge(TableSchema table, TableSchema data) {
    SchemaEvolution evolution = new SchemaEvolution();
    try {
      List<Field> fields = evolution.mergeFields("", table.fields(), data.fields());
      return evolution.changes.isEmpty()
          ? new SchemaMerge.Unchanged()
          : new SchemaMerge.Extended(new TableSchema(fields), evolution.changes);
    } catch (ConflictFound conflict) {
      return conflict.conflict;
    }
  }

  private List<Field> mergeFields(String prefix, List<Field> table, List<Field> data) {
    Map<String, Field> known = new HashMap<>();
    table.forEach(field -> known.put(FieldNames.canonical(field.name()), field));
    Map<String, Field> merged = new HashMap<>();
    List<Field> added = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (Field field : data) {
      String path = prefix + field.name();
      Field own = known.get(FieldNames.canonical(field.name()));
      if (own == null) {
        changes.add(new SchemaChange(path, field.type()));
        added.add(Field.nullable(field.name(), field.type()));
        continue;
      }
      if (!own.name().equals(field.name())) {
        throw conflict(path, "the table spells it " + own.name());
      }
      if (field.nullable() && !own.nullable()) {
        throw conflict(path, "the table takes no null there and the data may hold one");
      }
      present.add(own.name());
      merged.put(own.name(), own.withType(mergeType(path, own.type(), field.type())));
    }
    List<Field> result = new ArrayList<>();
    for (Field own : table) {
      if (!own.nullable() && !present.contains(own.name())) {
        throw conflict(
            prefix + own.name(), "the table takes no null there and the data lacks the column");
      }
      result.add(merged.getOrDefault(own.name(), own));
    }
    result.addAll(added);
    return result;
  }

  private FieldType mergeType(String path, FieldType table, FieldType data) {
    if (table instanceof StructType own && data instanceof StructType other) {
      return new StructType(mergeFields(path + ".", own.fields(), other.fields()));
    }
    if (table instanceof ListType own && data instanceof ListType other) {
      return new ListType(mergeType(path + ".element", own.element(), other.element()));
    }
    if (table instanceof MapType own && data instanceof MapType other) {
      return new MapType(mergeType(path + ".value", own.value(), other.value()));
    }
    if (!table.equals(data)) {
      throw conflict(path, "the table has " + table + ", the data " + data);
    }
    return table;
  }

  private static ConflictFound conflict(String path, String reason) {
    return new ConflictFound(new SchemaMerge.Conflict(path, reason));
  }

  /** Leaves the recursion at the first conflict; never seen outside this class. */
  private static final class ConflictFound extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient SchemaMerge.Conflict conflict;

    private ConflictFound(SchemaMerge.Conflict conflict) {
      super(conflict.reason(), null, false, false);
      this.conflict = conflict;
    }
  }
}
