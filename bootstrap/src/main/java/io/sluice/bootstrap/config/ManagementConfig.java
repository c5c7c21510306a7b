package io.sluice.bootstrap.config;

import com.typesafe.config.Config;

/**
 * Where the management endpoints listen.
 *
 * @param port 0 for any free one
 */
public record ManagementConfig(String host, int port) {
  private static final int MOST = 65_535;

  /** Reads {@code sluice.http.management.*}. */
  public static ManagementConfig from(Config root) {
    String path = "sluice.http.management.";
    String host = root.getString(path + "host").strip();
    if (host.isEmpty()) {
      throw Choices.fault(path + "host", "it is empty", "set it to 127.0.0.1 or 0.0.0.0");
    }
    return new ManagementConfig(host, new Choices(root).between(path + "port", 0, MOST));
  }
}
