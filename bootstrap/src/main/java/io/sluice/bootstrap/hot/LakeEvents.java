package io.sluice.bootstrap.hot;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TimeRange;
import io.sluice.ports.out.TableReader;
import io.sluice.ports.out.TableReader.Rows;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the lake's events, from four columns of the files that can hold them. */
public final class LakeEvents {
  private static final String TIMESTAMP = "timestamp";
  private static final List<String> COLUMNS =
      List.of("event_id", "event_type", TIMESTAMP, KafkaColumns.TIMESTAMP);

  private final TableReader reader;
  private final Location table;

  /** Counts in that table. */
  public LakeEvents(TableReader reader, Location table) {
    this.reader = reader;
    this.table = table;
  }

  /**
   * Counts them.
   *
   * @param hour a part of one hour: its events' ids are held in memory
   * @throws SluiceException {@code CONFIGURATION} where a column is of another type than the hot
   *     store's, or a row lacks what the hot store requires
   */
  SortedMap<EventHour, LakeCount> counts(Window hour) throws IOException {
    TimeRange range = new TimeRange(TIMESTAMP, hour.from(), hour.to());
    Instant beginning = hour.from().truncatedTo(ChronoUnit.HOURS);
    EventIds seen = new EventIds();
    SortedMap<EventHour, LakeCount> counts = new TreeMap<>();
    try (Rows rows = reader.readAround(table, range, COLUMNS)) {
      while (rows.hasNext()) {
        List<Object> row = rows.next();
        Instant timestamp = value(row, 2, Instant.class);
        Instant produced = row.get(3) == null ? null : value(row, 3, Instant.class);
        boolean isIn =
            range.contains(timestamp) && (produced == null || produced.isBefore(hour.closed()));
        if (isIn) {
          String eventType = value(row, 1, String.class);
          boolean isNew = seen.add(eventType, value(row, 0, String.class));
          counts.merge(
              new EventHour(beginning, eventType),
              isNew ? LakeCount.NONE.plusEvent() : LakeCount.NONE.plusRepeat(),
              (before, one) -> isNew ? before.plusEvent() : before.plusRepeat());
        }
      }
    }
    return counts;
  }

  private <T> T value(List<Object> row, int column, Class<T> wanted) {
    Object value = row.get(column);
    if (wanted.isInstance(value)) {
      return wanted.cast(value);
    }
    String name = COLUMNS.get(column);
    String type = wanted == Instant.class ? "timestamp" : "string";
    throw new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot compare %s: its column %s %s, and a %s is wanted in every row"
            .formatted(
                table, name, value == null ? "is null in a row" : "is of another type", type),
        ("declare it in sluice.schema.columns of the writer, as \"%s %s not null\"; a table that has"
                + " such rows has to be written anew")
            .formatted(name, type));
  }
}
