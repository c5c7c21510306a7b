package io.sluice.delta.standalone;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.internal.DeltaLogImpl;
import io.delta.standalone.internal.exception.DeltaErrors;
import io.sluice.delta.log.Writability;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A table's log written through Delta Standalone.
 *
 * <p>How one attempt can end, and what is known then:
 *
 * <ol>
 *   <li>The engine has read another version than the base: nothing was sent.
 *   <li>The log store says that the entry exists: the entry is somebody's, perhaps our own from an
 *       earlier attempt; the entries since the base tell.
 *   <li>The engine returns: the entry is ours.
 *   <li>Anything else is thrown, during the PUT or while the engine reads its own entry back: the
 *       entry may be there. The engine is not asked again about this attempt; a repeated one ends
 *       as 1, 2 or 3.
 * </ol>
 *
 * <p>The engine's own conflict detection is never reached: it would need the whole state of the
 * table in memory, and it overlooks transactions of entries without data files.
 */
public final class StandaloneTableLog implements TableLog {
  private final StandaloneTable table;
  private final CommitActions actions;
  private final Checkpoints checkpoints;
  private Optional<DeltaLog> loaded = Optional.empty();

  /** Does not touch the store. Checkpoints are written in the background. */
  public StandaloneTableLog(StorageBackends backends, Location location, Clock clock) {
    this(backends, location, clock, CheckpointPace.inBackground());
  }

  /** Does not touch the store. */
  public StandaloneTableLog(
      StorageBackends backends, Location location, Clock clock, CheckpointPace pace) {
    this.table = new StandaloneTable(location, backends.of(location), new ForwardClock(clock));
    this.actions = new CommitActions(clock);
    this.checkpoints = new Checkpoints(table, pace);
  }

  @Override
  public TableView open() throws IOException {
    TableSnapshot snapshot = load();
    if (!snapshot.version().exists()) {
      TableVacancy vacancy = new TableVacancy(table);
      if (vacancy.isFree()) {
        return TableView.ABSENT;
      }
      // Another writer may have created the table after the engine looked.
      snapshot = load();
      vacancy.requireRead(snapshot.version());
    }
    TableDefinition definition = snapshot.definition();
    Writability.obstacle(definition.properties()).ifPresent(this::refuse);
    return new TableView(
        snapshot.version(),
        Optional.of(definition),
        snapshot.progress(),
        Writability.obstacle(
            snapshot.protocol().getMinReaderVersion(), snapshot.protocol().getMinWriterVersion()));
  }

  private TableSnapshot load() throws IOException {
    DeltaLog log;
    try {
      log = table.load();
    } catch (SluiceException e) {
      if (e.code() == ErrorCode.STORAGE) {
        // The engine does not say which entry it could not read; this does, if it was an entry.
        table.logFolder().all(entry -> {});
      }
      throw e;
    }
    loaded = Optional.of(log);
    return new TableSnapshot(table.location(), log.snapshot());
  }

  @Override
  public List<LogEntry> changesSince(TableVersion base) throws IOException {
    return table.logFolder().since(base);
  }

  @Override
  public CommitOutcome tryCommit(
      TableVersion base, Committable committable, Optional<TableDefinition> definition) {
    try {
      return attempt(base, committable, definition);
    } catch (SluiceException | VirtualMachineError e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CommitOutcome.Unknown(e);
    } catch (Throwable e) {
      return new CommitOutcome.Unknown(StandaloneFailures.asException(e));
    }
  }

  private CommitOutcome attempt(
      TableVersion base, Committable committable, Optional<TableDefinition> definition)
      throws Exception {
    Optional<OptimisticTransaction> started = start(base);
    if (started.isEmpty()) {
      return exists(base);
    }
    OptimisticTransaction transaction = started.get();
    definition.ifPresent(wanted -> define(transaction, wanted));
    return write(base, transaction, committable);
  }

  /** Begins a transaction on exactly that version; empty when there is a later one. */
  private Optional<OptimisticTransaction> start(TableVersion base) throws IOException {
    OptimisticTransaction transaction;
    try {
      transaction = engine().startTransaction();
    } catch (DeltaErrors.InvalidProtocolVersionException e) {
      return Optional.empty();
    } catch (IllegalStateException e) {
      // The engine's way to say that an entry is missing between others.
      table.logFolder().requireWhole(base);
      throw e;
    } catch (AssertionError e) {
      // The engine's way to say that its snapshot is newer than the log.
      requireReached(base, table.load().snapshot().getVersion());
      throw e;
    }
    long version = transaction.readVersion();
    requireReached(base, version);
    return version == base.number() ? Optional.of(transaction) : Optional.empty();
  }

  private void requireReached(TableVersion base, long version) {
    if (version < base.number()) {
      throw new SluiceException(
          ErrorCode.STORAGE,
          "Cannot commit to table "
              + table.location()
              + ": it went back from version "
              + base
              + " to "
              + version,
          "It was restored or replaced by another; start again to go on from what it holds now");
    }
  }

  private DeltaLog engine() throws IOException {
    if (loaded.isEmpty()) {
      loaded = Optional.of(table.load());
    }
    return loaded.get();
  }

  /** Nothing is sent yet, so what the engine objects to is the definition's fault. */
  private void define(OptimisticTransaction transaction, TableDefinition definition) {
    try {
      transaction.updateMetadata(actions.metadata(transaction, definition));
    } catch (RuntimeException | AssertionError e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot define the columns of table " + table.location() + ": " + e.getMessage(),
          "Change the schema, or sluice.table.partition-by",
          e);
    }
  }

  private CommitOutcome write(
      TableVersion base, OptimisticTransaction transaction, Committable committable)
      throws Exception {
    try {
      long version = actions.commit(transaction, committable);
      if (version != base.next().number()) {
        throw new IllegalStateException(
            "the engine wrote version " + version + " instead of " + base.next());
      }
      checkpoints.committed(version, ((DeltaLogImpl) engine()).checkpointInterval());
      return new CommitOutcome.Committed(base.next());
    } catch (ObjectAlreadyExistsException e) {
      return exists(base);
    }
  }

  private CommitOutcome exists(TableVersion base) throws IOException {
    List<LogEntry> entries = changesSince(base);
    if (entries.isEmpty()) {
      // There is a later version, so the one in between was removed.
      table.logFolder().requireWhole(base);
    }
    return new CommitOutcome.Exists(entries);
  }

  private void refuse(String reason) {
    throw new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot write table " + table.location() + ": " + reason,
        "Remove the property with ALTER TABLE ... UNSET TBLPROPERTIES");
  }

  @Override
  public void close() {
    checkpoints.close();
    table.close();
  }
}
