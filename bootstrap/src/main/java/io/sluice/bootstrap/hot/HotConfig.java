package io.sluice.bootstrap.hot;

import com.typesafe.config.Config;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the hot store is.
 *
 * @param url the driver's, without user and password
 * @param password empty where the server asks for none
 * @param table its name, with a schema before it or without
 */
public record HotConfig(
    String url,
    String user,
    String password,
    String table,
    Duration connectTimeout,
    Duration queryTimeout) {
  private static final String PATH = "sluice.hot.";
  private static final String SCHEME = "jdbc:postgresql:";
  private static final Pattern NAME = Pattern.compile("([a-z_][a-z0-9_]*\\.)?[a-z_][a-z0-9_]*");

  /** What the driver understands and what belongs into keys that are masked. */
  private static final Pattern CREDENTIALS =
      Pattern.compile("[?&](user|password|ssl-?password)=", Pattern.CASE_INSENSITIVE);

  /** Reads {@code sluice.hot.*}; empty where no store is configured. */
  public static Optional<HotConfig> find(Config root) {
    return root.getString(PATH + "url").isBlank() ? Optional.empty() : Optional.of(from(root));
  }

  /**
   * Reads {@code sluice.hot.*}.
   *
   * @throws SluiceException {@code CONFIGURATION} naming the key that cannot be used
   */
  public static HotConfig from(Config root) {
    return new HotConfig(
        url(root.getString(PATH + "url").strip()),
        root.getString(PATH + "user"),
        root.getString(PATH + "password"),
        table(root.getString(PATH + "table").strip()),
        timeout(root, "connect-timeout"),
        timeout(root, "query-timeout"));
  }

  private static String url(String url) {
    if (url.isEmpty()) {
      throw fault("url", "it is not set", "set it to jdbc:postgresql://host:5432/analytics");
    }
    if (!url.startsWith(SCHEME)) {
      throw fault(
          "url", "it is no address of PostgreSQL", "write jdbc:postgresql://host:5432/analytics");
    }
    if (url.contains("@") || CREDENTIALS.matcher(url).find()) {
      throw fault(
          "url", "it names a user or a password", "set sluice.hot.user and sluice.hot.password");
    }
    return url;
  }

  private static String table(String table) {
    if (!NAME.matcher(table).matches()) {
      throw fault(
          "table",
          "'" + table + "' is no name of a table",
          "use lower-case letters, digits and '_', with a schema and '.' before it or without");
    }
    return table;
  }

  private static Duration timeout(Config root, String key) {
    Duration timeout = root.getDuration(PATH + key);
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0
        || timeout.compareTo(Duration.ofHours(1)) > 0) {
      throw fault(key, timeout + " is out of range", "set it from 1 s to 1 h");
    }
    return timeout;
  }

  private static SluiceException fault(String key, String cause, String hint) {
    return new SluiceException(
        ErrorCode.CONFIGURATION, "Cannot use " + PATH + key + ": " + cause, hint);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + " as " + user + ", table " + table;
  }
}
