package io.sluice.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A database of the test's server, into which the platform's own SQL can be run. */
public final class HotDatabase {
  /** Roles belong to the server, so their passwords are the same in all of its databases. */
  public static final String READER_PASSWORD = "reads-only";

  public static final String WRITER_PASSWORD = "it's \"quoted\"";

  /** In the order in which the image of a database runs them. */
  static final List<String> FILES = List.of("01-table.sql", "02-timescale.sql", "03-roles.sql");

  private static final Path SQL =
      Path.of("..", "deploy", "platform", "timescaledb").toAbsolutePath();

  private final PostgresServer server;
  private final String name;

  HotDatabase(PostgresServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Runs all of the platform's SQL. */
  public HotDatabase set() {
    String[] files =
        FILES.stream().map(file -> "--file=" + SQL.resolve(file)).toArray(String[]::new);
    server.psql(
        name,
        Map.of(
            "ANALYTICS_WRITER_PASSWORD", WRITER_PASSWORD,
            "ANALYTICS_READER_PASSWORD", READER_PASSWORD),
        files);
    return this;
  }

  /** Runs one file of it, without the passwords. */
  public void run(String file) {
    server.psql(name, Map.of(), "--file=" + SQL.resolve(file));
  }

  /** Runs statements as the superuser. */
  public void execute(String... statements) {
    server.psql(
        name,
        Map.of(),
        Stream.of(statements).map(each -> "--command=" + each).toArray(String[]::new));
  }

  /** For the JDBC driver. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name;
  }

  /** May do everything. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), PostgresServer.SUPERUSER, server.password());
  }

  /**
   * May do what Bento may.
   *
   * @param settings the driver's
   */
  public Connection connectAsWriter(Map<String, String> settings) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(settings);
    properties.setProperty("user", "analytics_writer");
    properties.setProperty("password", WRITER_PASSWORD);
    return DriverManager.getConnection(url(), properties);
  }
}
