package io.sluice.ports.simulation;

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

/** A commit engine that goes on by itself where it should ask: what naive writers do. */
final class CarelessLog implements TableLog {
  private final TableLog log;
  private final boolean pastConflicts;
  private final boolean pastUnknown;

  /**
   * @param pastConflicts whether it moves to the next version when one exists
   * @param pastUnknown whether it sends again, as the newest version, what got no answer
   */
  CarelessLog(TableLog log, boolean pastConflicts, boolean pastUnknown) {
    this.log = log;
    this.pastConflicts = pastConflicts;
    this.pastUnknown = pastUnknown;
  }

  @Override
  public TableView open() throws IOException {
    return log.open();
  }

  @Override
  public List<LogEntry> changesSince(TableVersion base) throws IOException {
    return log.changesSince(base);
  }

  @Override
  public CommitOutcome tryCommit(
      TableVersion base, Committable committable, Optional<TableDefinition> definition) {
    CommitOutcome outcome = log.tryCommit(base, committable, definition);
    boolean goesOn =
        (pastConflicts && outcome instanceof CommitOutcome.Exists)
            || (pastUnknown && outcome instanceof CommitOutcome.Unknown);
    if (!goesOn) {
      return outcome;
    }
    try {
      TableVersion newest = log.open().version();
      CommitOutcome again =
          log.tryCommit(newest, committable, newest.exists() ? Optional.empty() : definition);
      return again instanceof CommitOutcome.Unknown
          ? again
          : new CommitOutcome.Exists(log.changesSince(base));
    } catch (IOException e) {
      return new CommitOutcome.Unknown(e);
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
