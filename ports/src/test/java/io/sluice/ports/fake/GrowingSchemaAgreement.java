package io.sluice.ports.fake;

import io.sluice.domain.schema.SchemaEvolution;
import io.sluice.domain.schema.SchemaMerge;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.SchemaAgreement;
import java.util.ArrayList;
import java.util.List;

/** A schema that takes every proposal that does not contradict it, and remembers them all. */
public final class GrowingSchemaAgreement implements SchemaAgreement {
  private final List<TableSchema> proposals = new ArrayList<>();
  private TableSchema schema;

  public GrowingSchemaAgreement(TableSchema schema) {
    this.schema = schema;
  }

  @Override
  public synchronized TableSchema current() {
    return schema;
  }

  @Override
  public synchronized TableSchema extend(TableSchema proposal) {
    proposals.add(proposal);
    if (SchemaEvolution.merge(schema, proposal) instanceof SchemaMerge.Extended extended) {
      schema = extended.schema();
    }
    return schema;
  }

  /** Somebody else changes the schema. */
  public synchronized void become(TableSchema other) {
    schema = other;
  }

  /** What was proposed so far, in order. */
  public synchronized List<TableSchema> proposals() {
    return List.copyOf(proposals);
  }
}
