package io.sluice.ports.simulation;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.TableLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table in memory, as the store holds it. Entries are created exclusively, unless that is
 * switched off.
 */
final class SimulatedTable implements SimulatedStore {
  private final World world;
  private final boolean exclusive;
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<List<DataFile>> files = new ArrayList<>();
  private final List<Long> createdAtNanos = new ArrayList<>();
  private TableView view = TableView.ABSENT;

  SimulatedTable(World world, boolean exclusive) {
    this.world = world;
    this.exclusive = exclusive;
  }

  @Override
  public TableLog log(SimulatedProcess process) {
    return new SimulatedLog(world, this, process);
  }

  /** Writes the entry after a version; false when it exists. */
  boolean create(TableVersion base, Committable committable, Optional<TableDefinition> definition) {
    int version = Math.toIntExact(base.next().number());
    CommitRecord record = committable.record();
    LogEntry entry =
        new LogEntry(
            base.next(),
            world.nanos() / 1_000_000,
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

  @Override
  public void appendForeign(Map<String, Long> transactions, Optional<TableDefinition> definition) {
    TableVersion version = new TableVersion(entries.size());
    append(
        new LogEntry(
            version,
            world.nanos() / 1_000_000,
            Optional.empty(),
            transactions,
            definition,
            Optional.empty(),
            0,
            0,
            0),
        List.of());
  }

  @Override
  public void compact(String into) {
    List<DataFile> all = files.stream().flatMap(List::stream).toList();
    long bytes = all.stream().mapToLong(DataFile::sizeBytes).sum();
    long rows = all.stream().mapToLong(DataFile::rows).sum();
    files.replaceAll(removed -> List.of());
    LogEntry entry =
        new LogEntry(
            new TableVersion(entries.size()),
            world.nanos() / 1_000_000,
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            0,
            1,
            0);
    append(entry, List.of(new DataFile(into, bytes, 0, rows, PartitionValues.NONE, List.of())));
  }

  private void append(LogEntry entry, List<DataFile> added) {
    entries.add(entry);
    files.add(added);
    createdAtNanos.add(world.nanos());
    view = view.with(entry);
  }

  @Override
  public TableView view() {
    return view;
  }

  @Override
  public List<LogEntry> entries() {
    return entries;
  }

  @Override
  public List<String> files() {
    return files.stream().flatMap(List::stream).map(DataFile::path).toList();
  }

  List<LogEntry> since(TableVersion base) {
    int from = Math.toIntExact(base.next().number());
    return from >= entries.size() ? List.of() : List.copyOf(entries.subList(from, entries.size()));
  }

  /** The entries after a version that are older than so long. */
  List<LogEntry> sinceOlderThan(TableVersion base, long nanos) {
    int to = entries.size();
    while (to > 0 && world.nanos() - createdAtNanos.get(to - 1) < nanos) {
      to--;
    }
    int from = Math.toIntExact(base.next().number());
    return from >= to ? List.of() : List.copyOf(entries.subList(from, to));
  }

  @Override
  public void close() {
    // holds nothing
  }
}
