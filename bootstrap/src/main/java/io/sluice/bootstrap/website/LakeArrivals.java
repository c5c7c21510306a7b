package io.sluice.bootstrap.website;

import io.sluice.bootstrap.wiring.WatchedTable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.TableReader.Rows;
import io.sluice.ports.out.TableReader.TableDescription;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What arrives in a Delta table: its log tells entry by entry, and of a new version only the files
 * that it added are read. All rows are counted once, and again only where an entry does not say how
 * many it added or took away.
 */
final class LakeArrivals implements ArrivalSource {
  private static final String ID = "event_id";
  private static final String PRODUCED = "_kafka_timestamp";

  /** After a rest there may be hundreds; whoever sent the events of the older ones is gone. */
  private static final int MOST_VERSIONS_READ = 50;

  private final WatchedTable table;
  private Optional<Position> position = Optional.empty();

  LakeArrivals(WatchedTable table) {
    this.table = table;
  }

  @Override
  public Optional<Holdings> look(RecentEvents recent) throws IOException {
    try {
      if (position.isEmpty()) {
        position = begin();
      }
      if (position.isPresent()) {
        follow(position.get(), recent);
      }
      return position.map(Position::holdings);
    } catch (IOException | RuntimeException | Error e) {
      position = Optional.empty();
      throw e;
    }
  }

  /** Before the newest version, so that its events are the first to be known. */
  private Optional<Position> begin() throws IOException {
    TableView newest = table.log().open();
    if (newest.definition().isEmpty()) {
      return Optional.empty();
    }
    Position begun =
        new Position(
            new TableVersion(newest.version().number() - 1), newest.definition().get().schema());
    begun.counted(describe());
    return Optional.of(begun);
  }

  private TableDescription describe() throws IOException {
    return table.reader().describe(table.location(), OptionalLong.empty());
  }

  private void follow(Position now, RecentEvents recent) throws IOException {
    List<LogEntry> entries = table.log().changesSince(now.version);
    for (int i = 0; i < entries.size(); i++) {
      LogEntry entry = entries.get(i);
      now.passed(entry);
      if (entry.rowsAdded() > 0 && entries.size() - i <= MOST_VERSIONS_READ) {
        read(entry, now, recent);
      }
    }
    if (!now.isCounted()) {
      now.counted(describe());
    }
  }

  private void read(LogEntry entry, Position now, RecentEvents recent) throws IOException {
    List<String> columns =
        Stream.of(ID, PRODUCED).filter(name -> now.schema.find(name).isPresent()).toList();
    if (!columns.contains(ID)) {
      return;
    }
    Instant oldest = Instant.MAX;
    try (Rows rows = table.reader().readAdded(table.location(), entry.version(), columns)) {
      // More would only push each other out again.
      for (int i = 0; i < recent.capacity() && rows.hasNext(); i++) {
        List<Object> row = rows.next();
        if (row.get(0) instanceof String id) {
          recent.add(id, OptionalLong.of(entry.version().number()));
        }
        if (row.size() > 1 && row.get(1) instanceof Instant produced && produced.isBefore(oldest)) {
          oldest = produced;
        }
      }
    }
    now.delay =
        oldest.equals(Instant.MAX)
            ? Optional.empty()
            : Optional.of(atLeastZero(Duration.between(oldest, now.committedAt)));
  }

  /** The clocks of two machines differ. */
  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  /** How far the log has been followed, and what is known there. */
  private static final class Position {
    private TableVersion version;
    private TableSchema schema;
    private TableVersion countedAt = TableVersion.NONE;
    private boolean isCounted;
    private long rows;
    private Instant committedAt = Instant.EPOCH;
    private Optional<Duration> delay = Optional.empty();

    Position(TableVersion version, TableSchema schema) {
      this.version = version;
      this.schema = schema;
    }

    void counted(TableDescription description) {
      rows = description.rows();
      countedAt = description.version();
      isCounted = true;
    }

    boolean isCounted() {
      return isCounted;
    }

    void passed(LogEntry entry) {
      version = entry.version();
      committedAt = Instant.ofEpochMilli(entry.timestampMillis());
      entry.definition().ifPresent(definition -> schema = definition.schema());
      if (version.compareTo(countedAt) <= 0) {
        return;
      }
      rows += entry.rowsAdded();
      // Some writers leave the number of rows out; some entries take rows away.
      isCounted &= entry.filesRemoved() == 0 && (entry.filesAdded() == 0 || entry.rowsAdded() > 0);
    }

    Holdings holdings() {
      return new Holdings(rows, OptionalLong.of(version.number()), Optional.of(committedAt), delay);
    }
  }
}
