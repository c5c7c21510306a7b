package io.sluice.ports.simulation;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table as the store holds it. Entries are created exclusively, unless that is switched off. */
final class SimulatedTable {
  private final Scheduler scheduler;
  private final boolean exclusive;
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<List<DataFile>> files = new ArrayList<>();
  private final List<Long> createdAtNanos = new ArrayList<>();
  private TableView view = TableView.ABSENT;

  SimulatedTable(Scheduler scheduler, boolean exclusive) {
    this.scheduler = scheduler;
    this.exclusive = exclusive;
  }

  /** Writes the entry after a version; false when it exists. */
  boolean create(TableVersion base, Committable committable, Optional<TableDefinition> definition) {
    int version = Math.toIntExact(base.next().number());
    CommitRecord record = committable.record();
    LogEntry entry =
        new LogEntry(
            base.next(),
            scheduler.nanos() / 1_000_000,
            Optional.of(record),
            record.transactions(),
            definition,
            Optional.empty(),
            record.rows(),
            committable.files().size(),
            0);
    if (version == entries.size()) {
      append(entry, committable.files());
      return true;
    }
    if (exclusive || version > entries.size()) {
      return false;
    }
    entries.set(version, entry);
    files.set(version, committable.files());
    view = TableView.ABSENT.with(entries);
    return true;
  }

  /** Another application's entry. */
  void appendForeign(Map<String, Long> transactions, Optional<TableDefinition> definition) {
    TableVersion version = new TableVersion(entries.size());
    append(
        new LogEntry(
            version,
            scheduler.nanos() / 1_000_000,
            Optional.empty(),
            transactions,
            definition,
            Optional.empty(),
            0,
            0,
            0),
        List.of());
  }

  private void append(LogEntry entry, List<DataFile> added) {
    entries.add(entry);
    files.add(added);
    createdAtNanos.add(scheduler.nanos());
    view = view.with(entry);
  }

  TableView view() {
    return view;
  }

  List<LogEntry> entries() {
    return entries;
  }

  List<DataFile> files() {
    return files.stream().flatMap(List::stream).toList();
  }

  List<LogEntry> since(TableVersion base) {
    int from = Math.toIntExact(base.next().number());
    return from >= entries.size() ? List.of() : List.copyOf(entries.subList(from, entries.size()));
  }

  /** The entries after a version that are older than so long. */
  List<LogEntry> sinceOlderThan(TableVersion base, long nanos) {
    int to = entries.size();
    while (to > 0 && scheduler.nanos() - createdAtNanos.get(to - 1) < nanos) {
      to--;
    }
    int from = Math.toIntExact(base.next().number());
    return from >= to ? List.of() : List.copyOf(entries.subList(from, to));
  }

  /** The next offset of a partition; zero where there is none. */
  long offset(SourcePartition partition) {
    return view.progress().offset(Writers.key(partition)).orElse(0);
  }
}
