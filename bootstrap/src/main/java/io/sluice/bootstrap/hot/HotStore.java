package io.sluice.bootstrap.hot;

import io.sluice.domain.error.SluiceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hot table. One connection, opened by the first question and again after a failure: those who
 * ask wait for each other, so ask rarely. Every method throws a {@link SluiceException}: {@code
 * UNAVAILABLE} when the server does not answer, {@code PERMISSION}, {@code CONFIGURATION} when
 * there is no such table, {@code TEMPORARY} when a question takes too long.
 */
public final class HotStore implements AutoCloseable {
  private final HotConnector connector;
  private final HotFailures failures;
  private final String table;
  private final int timeoutSeconds;
  private Connection connection;

  /** Connects to nothing yet. */
  public HotStore(HotConfig config) {
    this.connector = new HotConnector(config);
    this.failures = new HotFailures(config);
    this.table = config.table();
    this.timeoutSeconds = Math.toIntExact(config.queryTimeout().toSeconds());
  }

  /** How many events there are: a count of all rows, so for tables of millions ask less often. */
  public long rows() {
    return ask(
        "SELECT count(*) FROM " + table,
        List.of(),
        rows -> {
          rows.next();
          return rows.getLong(1);
        });
  }

  /** When the newest event happened; empty where there is none. */
  public Optional<Instant> newest() {
    return ask(
        "SELECT max(\"timestamp\") FROM " + table,
        List.of(),
        rows -> {
          rows.next();
          return instant(rows, 1);
        });
  }

  /**
   * How many events happened in each hour, by type. An event that is there twice, with two times,
   * counts once in an hour.
   *
   * @param to exclusive
   */
  public SortedMap<EventHour, Long> counts(Instant from, Instant to) {
    return counts("", List.of(utc(from), utc(to)));
  }

  /** The same without what reached Kafka after the window was closed. */
  public SortedMap<EventHour, Long> counts(Window window) {
    return counts(
        " AND (_kafka_timestamp IS NULL OR _kafka_timestamp < ?)",
        List.of(utc(window.from()), utc(window.to()), utc(window.closed())));
  }

  private SortedMap<EventHour, Long> counts(String condition, List<?> parameters) {
    return ask(
        "SELECT date_bin('1 hour', \"timestamp\", 'epoch'), event_type, count(DISTINCT event_id)"
            + " FROM "
            + table
            + " WHERE \"timestamp\" >= ? AND \"timestamp\" < ?"
            + condition
            + " GROUP BY 1, 2",
        parameters,
        rows -> {
          SortedMap<EventHour, Long> counts = new TreeMap<>();
          while (rows.next()) {
            Instant hour = rows.getObject(1, OffsetDateTime.class).toInstant();
            counts.put(new EventHour(hour, rows.getString(2)), rows.getLong(3));
          }
          return counts;
        });
  }

  /** The events that reached Kafka last, newest first. */
  public List<Arrival> arrivals(int most) {
    return ask(
        "SELECT event_id, event_type, \"timestamp\", _kafka_timestamp FROM "
            + table
            + " WHERE _kafka_timestamp IS NOT NULL ORDER BY _kafka_timestamp DESC LIMIT ?",
        List.of(most),
        rows -> {
          List<Arrival> arrivals = new ArrayList<>();
          while (rows.next()) {
            Instant timestamp = rows.getObject(3, OffsetDateTime.class).toInstant();
            arrivals.add(
                new Arrival(rows.getString(1), rows.getString(2), timestamp, instant(rows, 4)));
          }
          return arrivals;
        });
  }

  private synchronized <T> T ask(String sql, List<?> parameters, Answer<T> answer) {
    try {
      if (connection == null) {
        connection = connector.connect();
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setQueryTimeout(timeoutSeconds);
        for (int i = 0; i < parameters.size(); i++) {
          statement.setObject(i + 1, parameters.get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
          return answer.read(rows);
        }
      }
    } catch (SQLException e) {
      SluiceException failure = failures.translate(e);
      try {
        close();
      } catch (SluiceException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      throw failure;
    }
  }

  private static Optional<Instant> instant(ResultSet rows, int column) throws SQLException {
    return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Ends the connection; the next question opens another. */
  @Override
  public synchronized void close() {
    Connection open = connection;
    connection = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (SQLException e) {
      throw failures.translate(e);
    }
  }

  /** Makes an answer of rows. */
  @FunctionalInterface
  private interface Answer<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
