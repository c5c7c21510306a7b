package io.sluice.bootstrap.hot;

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
   */
  SortedMap<EventHour, LakeCount> counts(Window hour) throws IOException {
    TimeRange range = new TimeRange(TIMESTAMP, hour.from(), hour.to());
    Instant beginning = hour.from().truncatedTo(ChronoUnit.HOURS);
    EventIds seen = new EventIds();
    SortedMap<EventHour, LakeCount> counts = new TreeMap<>();
    try (Rows rows = reader.readAround(table, range, COLUMNS)) {
      while (rows.hasNext()) {
        List<Object> row = rows.next();
        Instant produced = (Instant) row.get(3);
        boolean isIn =
            range.contains((Instant) row.get(2))
                && (produced == null || produced.isBefore(hour.closed()));
        if (isIn) {
          String eventType = (String) row.get(1);
          boolean isNew = seen.add(eventType, (String) row.get(0));
          counts.merge(
              new EventHour(beginning, eventType),
              isNew ? LakeCount.NONE.plusEvent() : LakeCount.NONE.plusRepeat(),
              (before, one) -> isNew ? before.plusEvent() : before.plusRepeat());
        }
      }
    }
    return counts;
  }
}
