package io.sluice.storage.azure;

import io.sluice.ports.out.ObjectStore;
import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.hadoop.Connector;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.azurebfs.AzureBlobFileSystem;

/** The backend's settings in the terms of Hadoop's ABFS driver. */
final class AzureConnectors {
  private static final List<String> SCHEMES = List.of("abfs", "abfss");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final AzureConfig config;
  private final ConnectionConfig connection;
  private final AzureCredentials credentials;
  private final ObjectStore objects;
  private Connector connector;
  private AzureProxy proxy;

  AzureConnectors(
      AzureConfig config,
      ConnectionConfig connection,
      AzureCredentials credentials,
      ObjectStore objects) {
    this.objects = objects;
    this.config = config;
    this.connection = connection;
    this.credentials = credentials;
  }

  /** One file system class for both schemes: whether TLS is spoken is the endpoint's to say. */
  synchronized Map<String, String> properties() {
    if (connector == null) {
      connection
          .proxy()
          .ifPresent(
              through -> {
                AzureHttp.requireNoPassword(through);
                proxy = AzureProxy.install(through);
              });
      connector = new Connector(AzureBlobFileSystem.class, settings(), objects);
    }
    return connector.propertiesFor(SCHEMES);
  }

  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    retriesAndTimeouts(settings);
    threadsAndMemory(settings);
    proof(settings);
    namespace(settings);
    config.endpoint().ifPresent(endpoint -> emulator(settings, endpoint));
    return settings;
  }

  private void retriesAndTimeouts(Map<String, String> settings) {
    String retries = Integer.toString(connection.attempts() - 1);
    settings.put("fs.azure.io.retry.max.retries", retries);
    // The credential repeats its own requests.
    settings.put("fs.azure.custom.token.fetch.retry.count", "0");
    settings.put("fs.azure.http.connection.timeout", millis(connection.connectTimeout()));
    settings.put("fs.azure.http.read.timeout", millis(connection.timeout()));
    // The other library is not shipped.
    settings.put("fs.azure.networking.library", "JDK_HTTP_URL_CONNECTION");
    // A create that is repeated by itself would take another writer's blob for its own.
    settings.put("fs.azure.enable.create.blob.idempotency", "false");
  }

  private void threadsAndMemory(Map<String, String> settings) {
    settings.put("fs.azure.write.request.size", Integer.toString(config.partSize()));
    settings.put("fs.azure.write.max.concurrent.requests", "2");
    settings.put("fs.azure.write.max.requests.to.queue", "4");
    settings.put("fs.azure.block.upload.active.blocks", "2");
    // What is read through the driver is read once: 64 MiB and 8 threads for nothing.
    settings.put("fs.azure.enable.readahead", "false");
    settings.put("fs.azure.metrics.collection.enabled", "false");
    // Asks the operating system who this is, for file owners that nobody looks at.
    settings.put("fs.azure.skipUserGroupMetadataDuringInitialization", "true");
  }

  private void proof(Map<String, String> settings) {
    String type = "fs.azure.account.auth.type";
    switch (config.auth()) {
      case ACCOUNT_KEY -> {
        settings.put(type, "SharedKey");
        settings.put("fs.azure.account.key", config.accountKey().orElseThrow());
      }
      case SAS_TOKEN -> {
        settings.put(type, "SAS");
        settings.put("fs.azure.sas.fixed.token", config.sasToken().orElseThrow());
      }
      default -> {
        settings.put(type, "Custom");
        settings.put("fs.azure.account.oauth.provider.type", AzureTokenProvider.class.getName());
        settings.put(credentials.handle().key(), credentials.handle().id());
      }
    }
  }

  /** With {@code AUTO} the driver asks the service, unless it is an emulator, which is flat. */
  private void namespace(Map<String, String> settings) {
    boolean isEmulator = config.endpoint().isPresent();
    if (config.namespace() == AzureNamespace.HIERARCHICAL) {
      settings.put("fs.azure.account.hns.enabled", "true");
    } else if (config.namespace() == AzureNamespace.FLAT || isEmulator) {
      settings.put("fs.azure.account.hns.enabled", "false");
      settings.put("fs.azure.fns.account.service.type", "BLOB");
    }
  }

  private static void emulator(Map<String, String> settings, URI endpoint) {
    boolean isHttps = "https".equals(endpoint.getScheme());
    int port = endpoint.getPort() >= 0 ? endpoint.getPort() : isHttps ? HTTPS_PORT : HTTP_PORT;
    settings.put("fs.azure.always.use.https", Boolean.toString(isHttps));
    settings.put("fs.azure.abfs.endpoint", endpoint.getHost() + ":" + port);
  }

  private static String millis(Duration duration) {
    return Long.toString(Math.min(duration.toMillis(), Integer.MAX_VALUE));
  }

  synchronized void close() throws IOException {
    credentials.close();
    if (proxy != null) {
      proxy.remove();
    }
    if (connector != null) {
      connector.close();
    }
  }
}
