package io.sluice.ports.fake;

import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One writer's way to an {@link InMemoryTable}. */
public final class InMemoryTableLog implements TableLog {
  private final InMemoryTable table;
  private final Supplier<CommitFault> faults;

  public InMemoryTableLog(InMemoryTable table) {
    this(table, () -> CommitFault.NONE);
  }

  /**
   * @param faults asked once for each attempt that gets as far as the store
   */
  public InMemoryTableLog(InMemoryTable table, Supplier<CommitFault> faults) {
    this.table = table;
    this.faults = faults;
  }

  @Override
  public TableView open() {
    return table.view();
  }

  @Override
  public List<LogEntry> changesSince(TableVersion base) {
    return table.since(base);
  }

  @Override
  public CommitOutcome tryCommit(
      TableVersion base, Committable committable, Optional<TableDefinition> definition) {
    List<LogEntry> changes = table.since(base);
    if (!changes.isEmpty()) {
      return new CommitOutcome.Exists(changes);
    }
    CommitFault fault = faults.get();
    switch (fault) {
      case FAILS -> {
        return unknown(fault);
      }
      case LANDS_LATE -> {
        table.createLate(base, committable, definition);
        return unknown(fault);
      }
      default -> {
        boolean created = table.create(base, committable, definition);
        if (fault == CommitFault.LANDS_AND_FAILS) {
          return unknown(fault);
        }
        return created
            ? new CommitOutcome.Committed(base.next())
            : new CommitOutcome.Exists(table.since(base));
      }
    }
  }

  private static CommitOutcome unknown(CommitFault fault) {
    return new CommitOutcome.Unknown(new IOException("injected: " + fault));
  }

  @Override
  public void close() {
    // holds nothing
  }
}
