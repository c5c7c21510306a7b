package io.sluice.ports.simulation;

import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.table.TableDefinition;
import io.sluice.ports.out.TableLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of one run and the store that it lies in. */
public interface SimulatedStore extends AutoCloseable {
  /** One process's way to the table, over a store and a network that fail. */
  TableLog log(SimulatedProcess process);

  /** Properties that the table is created with. */
  default Map<String, String> properties() {
    return Map.of();
  }

  /** The newest version as it is, whatever a process may see of it. Takes no time, never fails. */
  TableView view();

  /** All entries as they are, each with the time since the run began. */
  List<LogEntry> entries();

  /** Paths of all data files that the table names. */
  List<String> files();

  /** Another application's entry. */
  void appendForeign(Map<String, Long> transactions, Optional<TableDefinition> definition);

  /** Another application's compaction: one file of that path takes the place of all there are. */
  void compact(String into);

  /** What is wrong with the table itself, when all is over. */
  default List<String> problems() {
    return List.of();
  }

  @Override
  void close();

  /** The next offset of a partition; zero where there is none. */
  default long offset(SourcePartition partition) {
    return view().progress().offset(Writers.key(partition)).orElse(0);
  }

  /** Makes the store of a run. */
  @FunctionalInterface
  interface Factory {
    /**
     * @param exclusive false where an entry that exists is overwritten
     */
    SimulatedStore create(World world, boolean exclusive);
  }
}
