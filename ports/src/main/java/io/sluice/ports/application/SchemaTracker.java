package io.sluice.ports.application;

import io.sluice.domain.schema.SchemaExtension;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.SchemaAgreement;
import java.util.Optional;

/**
 * The one schema that this process decodes under. Columns found in records join it first and the
 * table with the commit that carries them; columns found in the table come before them.
 */
final class SchemaTracker implements SchemaAgreement {
  private TableSchema schema;

  /** The schema, once there is one: from the configuration, the table or the data. */
  synchronized Optional<TableSchema> known() {
    return Optional.ofNullable(schema);
  }

  @Override
  public synchronized TableSchema current() {
    if (schema == null) {
      throw new IllegalStateException("decoding before there is a schema");
    }
    return schema;
  }

  @Override
  public synchronized TableSchema extend(TableSchema proposal) {
    schema = SchemaExtension.extend(current(), proposal);
    return schema;
  }

  /** Takes over a table's schema and keeps the columns that are on their way into it. */
  synchronized void adopt(TableSchema table) {
    schema = schema == null ? table : SchemaExtension.extend(table, schema);
  }

  /** Takes over a schema and forgets everything else. */
  synchronized void replace(TableSchema newSchema) {
    schema = newSchema;
  }
}
