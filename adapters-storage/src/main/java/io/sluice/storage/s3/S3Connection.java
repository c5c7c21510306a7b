package io.sluice.storage.s3;

import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.hadoop.Connector;
import io.sluice.storage.hadoop.Handle;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The client of a store and Hadoop's connector on top of that same client: one set of credentials,
 * connections and retries for both. Made when it is first asked for.
 */
public final class S3Connection implements AutoCloseable {
  /** The URI schemes of such locations. */
  public static final List<String> SCHEMES = List.of("s3", "s3a");

  private final S3Config config;
  private final ConnectionConfig connection;
  private final S3Failures failures;
  private S3Client client;
  private Handle<S3Client> handle;
  private Connector connector;
  private boolean closed;

  /** Connects to nothing yet. */
  public S3Connection(S3Config config, ConnectionConfig connection, S3Failures failures) {
    this.config = config;
    this.connection = connection;
    this.failures = failures;
  }

  S3Config config() {
    return config;
  }

  S3Failures failures() {
    return failures;
  }

  synchronized S3Client client() {
    if (closed) {
      throw new IllegalStateException("the storage backend is closed");
    }
    if (client == null) {
      client = new S3ClientOpener(config, connection).open();
      handle = new Handle<>(S3Client.class, client);
      connector = new Connector(S3AFileSystem.class, connectorSettings(), new S3ObjectStore(this));
    }
    return client;
  }

  FileSystem fileSystem(URI location) throws IOException {
    return connector().of(location);
  }

  /** For engines that read and write through Hadoop. */
  public Map<String, String> connectorProperties() {
    return connector().propertiesFor(SCHEMES);
  }

  private synchronized Connector connector() {
    client();
    return connector;
  }

  /** What the connector does above the client; each on purpose, see docs/storage/s3.md. */
  private Map<String, String> connectorSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put(handle.key(), handle.id());
    settings.put("fs.s3a.s3.client.factory.impl", SharedS3ClientFactory.class.getName());
    // The client has its own; this keeps the connector from looking for some.
    settings.put(
        "fs.s3a.aws.credentials.provider", AnonymousAWSCredentialsProvider.class.getName());
    settings.put("fs.s3a.endpoint.region", config.region().orElse("us-east-1"));
    settings.put("fs.s3a.path.style.access", Boolean.toString(config.pathStyleAccess()));
    settings.put("fs.s3a.audit.enabled", "false");
    // The client sends again; a second layer would multiply.
    settings.put("fs.s3a.retry.limit", "0");
    settings.put("fs.s3a.retry.throttle.limit", "0");
    // Only what makes an object; no looks for folders above it and no markers for them.
    settings.put("fs.s3a.performance.flags", "create,delete,mkdir");
    settings.put("fs.s3a.multipart.size", Long.toString(config.partBytes()));
    settings.put("fs.s3a.multipart.threshold", Long.toString(config.partBytes()));
    settings.put("fs.s3a.fast.upload.buffer", "bytebuffer");
    settings.put("fs.s3a.fast.upload.active.blocks", "2");
    settings.put("fs.s3a.threads.max", "16");
    settings.put("fs.s3a.max.total.tasks", "16");
    settings.put("fs.s3a.executor.capacity", "8");
    settings.put("fs.s3a.input.stream.type", "classic");
    settings.putAll(config.encryption().connectorProperties());
    return settings;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (client != null) {
      handle.close();
      try {
        connector.close();
      } finally {
        client.close();
      }
    }
  }
}
