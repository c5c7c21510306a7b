package io.sluice.storage.gcs;

import com.google.cloud.hadoop.fs.gcs.GoogleHadoopFileSystem;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.hadoop.Connector;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Google Cloud Storage. None of Google's classes is loaded before an object is asked for: a command
 * that needs no bucket shall not wait for them.
 */
public final class GcsBackend implements StorageBackend {
  private final Map<String, String> properties;
  private final GcsClient client;
  private final GcsObjectStore objects;
  private final GcsExclusiveCreate exclusiveCreate;
  private Connector connector;

  public GcsBackend(GcsConfig config, ConnectionConfig connection) {
    this.properties = GcsProperties.of(config, connection);
    this.client = new GcsClient(config, connection, properties);
    this.objects = new GcsObjectStore(client, config.partSize());
    this.exclusiveCreate = new GcsExclusiveCreate(client);
  }

  @Override
  public String name() {
    return "gcs";
  }

  @Override
  public ObjectStore objects() {
    return objects;
  }

  @Override
  public ExclusiveCreate exclusiveCreate() {
    return exclusiveCreate;
  }

  @Override
  public synchronized Map<String, String> connectorProperties() {
    if (connector == null) {
      connector = new Connector(GoogleHadoopFileSystem.class, properties, objects);
    }
    return connector.propertiesFor(List.of("gs"));
  }

  /** An upload that was not completed is no object. */
  @Override
  public boolean isPartialWriteVisible() {
    return false;
  }

  @Override
  public synchronized void close() throws IOException {
    try (client) {
      if (connector != null) {
        connector.close();
      }
    }
  }
}
