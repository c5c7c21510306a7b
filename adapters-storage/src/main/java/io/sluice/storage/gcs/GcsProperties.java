package io.sluice.storage.gcs;

import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.connection.ConnectionConfig.Proxy;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings in the terms of Google's Hadoop connector. It reads checkpoints and deletes old log
 * entries; everything else goes through its client library, which takes credentials and proxy from
 * here too.
 */
final class GcsProperties {
  static final String PROXY_ADDRESS = "fs.gs.proxy.address";
  static final String PROXY_USERNAME = "fs.gs.proxy.username";
  static final String PROXY_PASSWORD = "fs.gs.proxy.password";

  private static final int BLOCK = 64 << 20;
  private static final int VECTORED_THREADS = 2;

  private GcsProperties() {}

  static Map<String, String> of(GcsConfig config, ConnectionConfig connection) {
    Map<String, String> all = new HashMap<>(FIXED);
    config.endpoint().ifPresent(endpoint -> all.put("fs.gs.storage.root.url", endpoint));
    config
        .projectId()
        .ifPresent(
            project -> {
              all.put("fs.gs.project.id", project);
              all.put("fs.gs.requester.pays.mode", "ENABLED");
              all.put("fs.gs.requester.pays.project.id", project);
            });
    authenticate(all, config);
    connect(all, connection);
    return Map.copyOf(all);
  }

  private static final Map<String, String> FIXED =
      Map.of(
          // Hadoop's own configuration has 64m under this key, which the connector cannot read.
          "fs.gs.block.size",
          Integer.toString(BLOCK),
          // No empty objects that stand for folders, and no look for a file above a new one.
          "fs.gs.implicit.dir.repair.enable",
          "false",
          "fs.gs.create.items.conflict.check.enable",
          "false",
          // First the object, and a listing only where there is none: one request instead of two.
          "fs.gs.status.parallel.enable",
          "false",
          // On the caller's thread: old entries are deleted one by one.
          "fs.gs.batch.threads",
          "0",
          "fs.gs.vectored.read.threads",
          Integer.toString(VECTORED_THREADS));

  private static void authenticate(Map<String, String> all, GcsConfig config) {
    String type =
        switch (config.auth()) {
          case AUTO, APPLICATION_DEFAULT -> "APPLICATION_DEFAULT";
          case SERVICE_ACCOUNT -> "SERVICE_ACCOUNT_JSON_KEYFILE";
          case WORKLOAD_IDENTITY -> "WORKLOAD_IDENTITY_FEDERATION_CREDENTIAL_CONFIG_FILE";
          case COMPUTE_ENGINE -> "COMPUTE_ENGINE";
          case NONE -> "UNAUTHENTICATED";
        };
    all.put("fs.gs.auth.type", type);
    config
        .credentialsFile()
        .ifPresent(
            file ->
                all.put(
                    config.auth() == GcsAuth.SERVICE_ACCOUNT
                        ? "fs.gs.auth.service.account.json.keyfile"
                        : "fs.gs.auth.workload.identity.federation.credential.config.file",
                    file.toString()));
  }

  private static void connect(Map<String, String> all, ConnectionConfig connection) {
    all.put("fs.gs.http.max.retry", Integer.toString(connection.attempts() - 1));
    all.put("fs.gs.http.read-timeout", Long.toString(connection.timeout().toMillis()));
    all.put("fs.gs.http.connect-timeout", Long.toString(connection.connectTimeout().toMillis()));
    connection.proxy().ifPresent(proxy -> proxy(all, proxy));
  }

  private static void proxy(Map<String, String> all, Proxy proxy) {
    all.put(PROXY_ADDRESS, proxy.host() + ":" + proxy.port());
    proxy.username().ifPresent(name -> all.put(PROXY_USERNAME, name));
    proxy
        .username()
        .flatMap(name -> proxy.password())
        .ifPresent(password -> all.put(PROXY_PASSWORD, password));
  }
}
