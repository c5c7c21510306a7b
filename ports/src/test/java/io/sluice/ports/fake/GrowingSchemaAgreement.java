package io.sluice.ports.fake;

import io.sluice.domain.schema.SchemaExtension;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.SchemaAgreement;
import java.util.ArrayList;
import java.util.List;

/** A schema that takes from every proposal what it lacks, and remembers them all. */
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
    schema = SchemaExtension.extend(schema, proposal);
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
