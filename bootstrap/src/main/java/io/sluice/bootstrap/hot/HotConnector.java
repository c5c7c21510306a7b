package io.sluice.bootstrap.hot;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens connections that read only, and that a silent network cannot hold for ever. */
final class HotConnector {
  /** The server ends a query at its timeout; the socket waits a little longer for it to say so. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final HotConfig config;

  HotConnector(HotConfig config) {
    this.config = config;
  }

  Connection connect() throws SQLException {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, config.user());
    if (!config.password().isEmpty()) {
      PGProperty.PASSWORD.set(properties, config.password());
    }
    PGProperty.APPLICATION_NAME.set(properties, "sluice");
    PGProperty.READ_ONLY.set(properties, true);
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds(config.connectTimeout()));
    PGProperty.SOCKET_TIMEOUT.set(properties, seconds(config.queryTimeout().plus(GRACE)));
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    return new Driver().connect(config.url(), properties);
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.toSeconds());
  }
}
