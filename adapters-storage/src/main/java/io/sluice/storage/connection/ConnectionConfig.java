package io.sluice.storage.connection;

import com.typesafe.config.Config;
import io.sluice.storage.block.BlockConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * The {@code sluice.storage.connection} block, for every store on a network.
 *
 * @param attempts how often one request is sent at most, 1 to 20
 * @param timeout of one attempt, from its first byte to the last of the answer
 * @param connectTimeout until a connection stands
 * @param maxConnections open at the same time, 4 to 1,000
 * @param proxy empty for a direct connection
 */
public record ConnectionConfig(
    int attempts,
    Duration timeout,
    Duration connectTimeout,
    int maxConnections,
    Optional<Proxy> proxy) {
  private static final String BLOCK = "sluice.storage.connection";
  private static final int MAX_ATTEMPTS = 20;
  private static final int MIN_CONNECTIONS = 4;
  private static final int MAX_CONNECTIONS = 1_000;
  private static final int MAX_PORT = 65_535;

  /**
   * Reads the block.
   *
   * @throws io.sluice.domain.error.SluiceException {@code CONFIGURATION} naming the key
   */
  public static ConnectionConfig from(Config root) {
    BlockConfig block = new BlockConfig(root, BLOCK);
    return new ConnectionConfig(
        block.number("attempts", 1, MAX_ATTEMPTS),
        block.duration("timeout"),
        block.duration("connect-timeout"),
        block.number("max-connections", MIN_CONNECTIONS, MAX_CONNECTIONS),
        proxy(new BlockConfig(root, BLOCK + ".proxy")));
  }

  private static Optional<Proxy> proxy(BlockConfig block) {
    return block
        .text("host")
        .map(
            host ->
                new Proxy(
                    host,
                    block.number("port", 1, MAX_PORT),
                    block.text("username"),
                    block.text("password")));
  }

  /** An HTTP proxy; with a password only where there is a user name. */
  public record Proxy(String host, int port, Optional<String> username, Optional<String> password) {
    /** Without the password. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
