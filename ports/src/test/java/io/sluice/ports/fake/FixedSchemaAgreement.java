package io.sluice.ports.fake;

import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.SchemaAgreement;

/** A schema that never grows, whatever is proposed. */
public final class FixedSchemaAgreement implements SchemaAgreement {
  private final TableSchema schema;

  public FixedSchemaAgreement(TableSchema schema) {
    this.schema = schema;
  }

  @Override
  public TableSchema current() {
    return schema;
  }

  @Override
  public TableSchema extend(TableSchema proposal) {
    return schema;
  }
}
