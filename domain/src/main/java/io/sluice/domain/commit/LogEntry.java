package io.sluice.domain.commit;

import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of a table's log, whoever wrote it, as far as the commit rules care.
 *
 * @param timestampMillis when its writer says it was written, milliseconds since the epoch
 * @param record what it says of itself, where Sluice wrote it
 * @param transactions its transaction actions: application id to version
 * @param definition the table's definition, where the entry changes it
 * @param unsupportedProtocol why Sluice cannot write the table from this entry on, if it cannot
 * @param rowsAdded rows of the files it adds as new data
 * @param filesAdded files it adds, compacted ones included
 * @param filesRemoved files it removes with their data, not for compaction
 */
public record LogEntry(
    TableVersion version,
    long timestampMillis,
    Optional<CommitRecord> record,
    Map<String, Long> transactions,
    Optional<TableDefinition> definition,
    Optional<String> unsupportedProtocol,
    long rowsAdded,
    int filesAdded,
    int filesRemoved) {
  public LogEntry {
    transactions = Map.copyOf(transactions);
  }

  /** Whether this is the entry that the committable of that identity became. */
  public boolean is(CommitIdentity identity) {
    return record.isPresent() && record.get().id().equals(identity);
  }
}
