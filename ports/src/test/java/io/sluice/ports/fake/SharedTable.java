package io.sluice.ports.fake;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * A table's log in memory, with the faults that a test orders: each attempt takes the next fault in
 * line, if there is one. Any number of writers share it through logs of their own.
 */
public final class SharedTable {
  /** What goes wrong with one attempt. */
  public enum Fault {
    /** The request never arrives. */
    NOT_SENT,
    /** The entry is written, the answer is lost. */
    ANSWER_LOST,
    /** The entry is written, then the client repeats the request and is told that it exists. */
    REPEATED_BY_CLIENT,
    /** The entry is written only after the next look at the log. */
    LANDS_LATE
  }

  private final List<LogEntry> entries = new ArrayList<>();
  private final List<DataFile> files = new ArrayList<>();
  private final Queue<Fault> faults = new ArrayDeque<>();
  private final Queue<Runnable> beforeNextAttempt = new ArrayDeque<>();
  private Runnable late = () -> {};
  private boolean readable = true;

  public synchronized void order(Fault... ordered) {
    faults.addAll(List.of(ordered));
  }

  /** Does something between a writer's decision and its attempt: another writer's commit, say. */
  public synchronized void beforeNextAttempt(Runnable step) {
    beforeNextAttempt.add(step);
  }

  public synchronized void setReadable(boolean canBeRead) {
    readable = canBeRead;
  }

  public synchronized List<LogEntry> entries() {
    return List.copyOf(entries);
  }

  /** The data files of all entries. */
  public synchronized List<DataFile> files() {
    return List.copyOf(files);
  }

  public synchronized TableView view() {
    return TableView.ABSENT.with(entries);
  }

  /** Appends an entry of somebody else that only changes the definition. */
  public synchronized void redefine(TableDefinition definition) {
    entries.add(
        new LogEntry(
            new TableVersion(entries.size()),
            0,
            Optional.empty(),
            Map.of(),
            Optional.of(definition),
            Optional.empty(),
            0,
            0,
            0));
  }

  /** Appends an entry as another writer would. */
  public synchronized void append(Committable committable) {
    write(committable, Optional.empty());
  }

  /** A writer's own way to this table. */
  public TableLog open() {
    return new Log();
  }

  private void write(Committable committable, Optional<TableDefinition> definition) {
    CommitRecord record = committable.record();
    files.addAll(committable.files());
    entries.add(
        new LogEntry(
            new TableVersion(entries.size()),
            0,
            Optional.of(record),
            record.transactions(),
            definition,
            Optional.empty(),
            record.rows(),
            committable.files().size(),
            0));
  }

  private final class Log implements TableLog {
    @Override
    public TableView open() throws IOException {
      synchronized (SharedTable.this) {
        requireReadable();
        return view();
      }
    }

    @Override
    public List<LogEntry> changesSince(TableVersion base) throws IOException {
      synchronized (SharedTable.this) {
        requireReadable();
        List<LogEntry> changes =
            List.copyOf(entries.subList((int) base.number() + 1, entries.size()));
        late.run();
        late = () -> {};
        return changes;
      }
    }

    @Override
    public CommitOutcome tryCommit(
        TableVersion base, Committable committable, Optional<TableDefinition> definition) {
      synchronized (SharedTable.this) {
        Runnable step = beforeNextAttempt.poll();
        if (step != null) {
          step.run();
        }
        int next = (int) base.number() + 1;
        if (entries.size() > next) {
          return new CommitOutcome.Exists(entries.subList(next, entries.size()));
        }
        return attempt(next, committable, definition);
      }
    }

    private CommitOutcome attempt(
        int next, Committable committable, Optional<TableDefinition> definition) {
      Fault fault = faults.poll();
      CommitOutcome unknown = new CommitOutcome.Unknown(new IOException("connection reset"));
      if (fault == Fault.NOT_SENT) {
        return unknown;
      }
      if (fault == Fault.LANDS_LATE) {
        late =
            () -> {
              if (entries.size() == next) {
                write(committable, definition);
              }
            };
        return unknown;
      }
      write(committable, definition);
      if (fault == Fault.ANSWER_LOST) {
        return unknown;
      }
      if (fault == Fault.REPEATED_BY_CLIENT) {
        return new CommitOutcome.Exists(entries.subList(next, entries.size()));
      }
      return new CommitOutcome.Committed(new TableVersion(next));
    }

    private void requireReadable() throws IOException {
      if (!readable) {
        throw new IOException("the store does not answer");
      }
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
