package io.sluice.process;

import io.sluice.storage.stores.TestStore;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The MinIO that runs, for processes that reach it through a proxy and those that do not. */
final class ProxiedMinio {
  private static final String ENDPOINT = "SLUICE_STORAGE_MINIO_ENDPOINT";

  private final Map<String, String> direct;
  private final String root;

  private ProxiedMinio(TestStore minio) {
    direct = new TreeMap<>(minio.variables());
    root = direct.remove("SLUICE_TABLE_LOCATION");
  }

  /** Where there is none, the test counts as skipped and says so. */
  static ProxiedMinio runningOrSkip() {
    return new ProxiedMinio(TestStore.runningOrSkip("minio").get(0));
  }

  /** What a proxy forwards to. */
  InetSocketAddress address() {
    URI endpoint = URI.create(direct.get(ENDPOINT));
    return new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
  }

  /**
   * What leads a process to the store through a proxy; signatures hold, since the proxies leave the
   * Host header as it is.
   *
   * @param proxy its {@code host:port}
   * @param attempts how often the client sends a request at most
   */
  Map<String, String> through(String proxy, int attempts) {
    Map<String, String> variables = new TreeMap<>(direct);
    variables.put(ENDPOINT, "http://" + proxy);
    variables.put("SLUICE_STORAGE_CONNECTION_ATTEMPTS", Integer.toString(attempts));
    return variables;
  }

  /** A table that nobody has written yet, looked at without a proxy. */
  StoredTable freshTable() {
    return new StoredTable(root + "/" + UUID.randomUUID() + "/table", direct);
  }
}
