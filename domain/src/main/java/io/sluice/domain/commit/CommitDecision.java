package io.sluice.domain.commit;

import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.SchemaChange;
import io.sluice.domain.table.TableDefinition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What to do with a committable, given one version of the table. */
public sealed interface CommitDecision {
  /**
   * Try to write the next version.
   *
   * @param definition the definition to write with it: of the new table, or with columns added
   * @param changes the columns added
   */
  record Attempt(Optional<TableDefinition> definition, List<SchemaChange> changes)
      implements CommitDecision {
    public Attempt {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Another writer has moved a partition: the committable must be dropped.
   *
   * @param expected where the committable starts; empty where it begins the partition
   * @param found what the table says; empty where it does not know the partition
   */
  record Fenced(SourcePartition partition, OptionalLong expected, OptionalLong found)
      implements CommitDecision {}

  /** The table's columns changed so that the files do not fit: decode again under its schema. */
  record SchemaConflict(String path, String reason) implements CommitDecision {}

  /** Nothing Sluice may do: the table has become one that it cannot write. */
  record Unwritable(String reason) implements CommitDecision {}
}
