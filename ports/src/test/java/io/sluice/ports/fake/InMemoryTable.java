package io.sluice.ports.fake;

import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A table in memory, shared by any number of {@link InMemoryTableLog}s: what a store is to
 * processes. Safe for use by any thread.
 */
public final class InMemoryTable {
  private final LongSupplier clockMillis;
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<Committable> committables = new ArrayList<>();
  private final List<Attempt> late = new ArrayList<>();

  public InMemoryTable() {
    this(() -> 0);
  }

  /**
   * @param clockMillis when entries say they were written
   */
  public InMemoryTable(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
  }

  /** The newest version. */
  public synchronized TableView view() {
    return TableView.ABSENT.with(entries);
  }

  /** The entries after a version. */
  public synchronized List<LogEntry> since(TableVersion base) {
    int from = Math.toIntExact(base.next().number());
    return from >= entries.size() ? List.of() : List.copyOf(entries.subList(from, entries.size()));
  }

  /** What became entries, in order; those of other writers are not among them. */
  public synchronized List<Committable> committables() {
    return List.copyOf(committables);
  }

  /**
   * Lets the requests land that were on their way, oldest first; each only if its place is free.
   */
  public synchronized void landLateOnes() {
    late.forEach(attempt -> create(attempt.base, attempt.committable, attempt.definition));
    late.clear();
  }

  /** Somebody else's entry without files. */
  public synchronized void appendForeign(
      Map<String, Long> transactions,
      Optional<TableDefinition> definition,
      Optional<String> unsupportedProtocol) {
    entries.add(
        new LogEntry(
            new TableVersion(entries.size()),
            clockMillis.getAsLong(),
            Optional.empty(),
            transactions,
            definition,
            unsupportedProtocol,
            0,
            0,
            0));
  }

  synchronized boolean create(
      TableVersion base, Committable committable, Optional<TableDefinition> definition) {
    if (base.next().number() != entries.size()) {
      return false;
    }
    entries.add(
        new LogEntry(
            base.next(),
            clockMillis.getAsLong(),
            Optional.of(committable.record()),
            committable.record().transactions(),
            definition,
            Optional.empty(),
            committable.record().rows(),
            committable.files().size(),
            0));
    committables.add(committable);
    return true;
  }

  synchronized void createLate(
      TableVersion base, Committable committable, Optional<TableDefinition> definition) {
    late.add(new Attempt(base, committable, definition));
  }

  private record Attempt(
      TableVersion base, Committable committable, Optional<TableDefinition> definition) {}
}
