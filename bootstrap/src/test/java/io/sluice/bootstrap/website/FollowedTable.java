package io.sluice.bootstrap.website;

import io.sluice.bootstrap.wiring.WatchedTable;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.Progress;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.domain.table.TimeRange;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.StorageBackend;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A table in memory that counts how often it is asked for everything, and can fail. */
final class FollowedTable implements TableLog, TableReader, StorageBackends {
  private static final Location LOCATION = Location.of(Path.of("/lake/events"));
  private static final TableDefinition DEFINITION =
      new TableDefinition(
          TableSchema.of(
              Field.nullable("event_id", PrimitiveType.STRING),
              Field.nullable("_kafka_timestamp", PrimitiveType.TIMESTAMP)),
          List.of(),
          Map.of());

  private final List<LogEntry> entries = new ArrayList<>();
  private final List<List<List<Object>>> added = new ArrayList<>();
  private long rows;
  private boolean isAway;
  private int counts;
  private int filesRead;

  WatchedTable watched() {
    return new WatchedTable(LOCATION, this, this, this);
  }

  /** A version with these events, which Kafka got at that time. */
  void commit(Instant at, Instant produced, String... eventIds) {
    List<List<Object>> content = new ArrayList<>();
    for (String id : eventIds) {
      content.add(List.of(id, produced));
    }
    entry(at, content, 0);
  }

  /** A version of another writer that takes a row away. */
  void delete(Instant at) {
    rows--;
    entry(at, List.of(), 1);
  }

  private void entry(Instant at, List<List<Object>> content, int removed) {
    rows += content.size();
    added.add(content);
    entries.add(
        new LogEntry(
            new TableVersion(entries.size()),
            at.toEpochMilli(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            content.size(),
            content.isEmpty() ? 0 : 1,
            removed));
  }

  void away(boolean now) {
    isAway = now;
  }

  int counts() {
    return counts;
  }

  int filesRead() {
    return filesRead;
  }

  private void requireThere() throws IOException {
    if (isAway) {
      throw new IOException("connection refused");
    }
  }

  @Override
  public TableView open() throws IOException {
    requireThere();
    return entries.isEmpty()
        ? TableView.ABSENT
        : new TableView(
            new TableVersion(entries.size() - 1L),
            Optional.of(DEFINITION),
            Progress.NONE,
            Optional.empty());
  }

  @Override
  public List<LogEntry> changesSince(TableVersion base) throws IOException {
    requireThere();
    return List.copyOf(entries.subList((int) base.next().number(), entries.size()));
  }

  @Override
  public TableDescription describe(Location table, OptionalLong version) throws IOException {
    requireThere();
    counts++;
    return new TableDescription(
        LOCATION,
        new TableVersion(entries.size() - 1L),
        1,
        2,
        DEFINITION,
        1,
        rows,
        1,
        Progress.NONE);
  }

  @Override
  public Rows readAdded(Location table, TableVersion version, List<String> columns)
      throws IOException {
    requireThere();
    filesRead++;
    Iterator<List<Object>> content = added.get((int) version.number()).iterator();
    return new Rows() {
      @Override
      public List<String> columns() {
        return columns;
      }

      @Override
      public boolean hasNext() {
        return content.hasNext();
      }

      @Override
      public List<Object> next() {
        return content.next();
      }

      @Override
      public void close() {
        // Held in memory.
      }
    };
  }

  @Override
  public Rows readAround(Location table, TimeRange range, List<String> columns) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Rows read(Location table, OptionalLong version, List<String> columns) {
    throw new UnsupportedOperationException("reads all of it");
  }

  @Override
  public void history(Location table, Consumer<LogEntry> consumer) {
    throw new UnsupportedOperationException("reads all of it");
  }

  @Override
  public List<String> missingFiles(Location table, Collection<String> objects) {
    throw new UnsupportedOperationException("reads all of it");
  }

  @Override
  public CommitOutcome tryCommit(
      TableVersion base, Committable committable, Optional<TableDefinition> definition) {
    throw new UnsupportedOperationException("writes");
  }

  @Override
  public StorageBackend of(Location location) {
    throw new UnsupportedOperationException("goes around the table");
  }

  @Override
  public void close() {
    // Held in memory.
  }
}
