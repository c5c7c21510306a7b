package io.sluice.ports.out;

import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The log of one table, as a sequence of entries to which one can be added. It decides nothing:
 * re-reading, fencing, merging schemas, trying again and giving up are the caller's. For one thread
 * at a time.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>An entry is visible whole or not at all, and never changes.
 *   <li>Of any number of attempts on one version, by any number of processes, at most one creates
 *       the entry.
 *   <li>An attempt writes version {@code base + 1} or nothing: it never moves to a later version by
 *       itself.
 *   <li>{@link CommitOutcome.Unknown} is the answer to every failure that is no proof; after it,
 *       the same attempt may be repeated.
 *   <li>The data files and the transaction actions of a committable are in the same entry.
 * </ol>
 */
public interface TableLog extends AutoCloseable {
  /**
   * Reads the newest version; {@link TableView#ABSENT} where there is no table.
   *
   * @throws io.sluice.domain.error.SluiceException {@code CONFIGURATION} when something else than a
   *     table lies there, {@code STORAGE} when the log is damaged
   * @throws IOException when the store fails; worth trying again
   */
  TableView open() throws IOException;

  /**
   * The entries after a version, oldest first, without a hole; empty when there is none.
   *
   * @throws IOException when the store fails; worth trying again
   */
  List<LogEntry> changesSince(TableVersion base) throws IOException;

  /**
   * Tries once to write the committable as the entry after {@code base}.
   *
   * @param base the version that the caller has decided on
   * @param definition the table's definition to write in the same entry, where it is new or changes
   */
  CommitOutcome tryCommit(
      TableVersion base, Committable committable, Optional<TableDefinition> definition);

  @Override
  void close();
}
