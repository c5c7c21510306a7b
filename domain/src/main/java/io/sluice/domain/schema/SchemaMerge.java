package io.sluice.domain.schema;

import java.util.List;

/** What comes of laying the columns of new data over those of a table. */
public sealed interface SchemaMerge {
  /** The table has every column already, with the same types. */
  record Unchanged() implements SchemaMerge {}

  /**
   * The table lacks some.
   *
   * @param schema the table's columns, then the new ones
   * @param changes what was added, one at least
   */
  record Extended(TableSchema schema, List<SchemaChange> changes) implements SchemaMerge {
    public Extended {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The data cannot be stored under the table's schema.
   *
   * @param path the column in question
   * @param reason both sides, for a person to read
   */
  record Conflict(String path, String reason) implements SchemaMerge {}
}
