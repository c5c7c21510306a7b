package io.sluice.storage.azure;

import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import io.sluice.storage.connection.ConnectionConfig;
import java.io.IOException;
import java.util.Map;

/** Azure Blob Storage, with hierarchical namespace (ADLS Gen2) or without. */
public final class AzureBackend implements StorageBackend {
  private final AzureConfig config;
  private final ConnectionConfig connection;
  private Parts parts;

  /**
   * Opens nothing, and loads nothing: Azure's jars are signed, so that their classes are in no
   * class archive, and the first of them costs a quarter of a second.
   */
  public AzureBackend(AzureConfig config, ConnectionConfig connection) {
    this.config = config;
    this.connection = connection;
  }

  @Override
  public String name() {
    return "azure";
  }

  @Override
  public ObjectStore objects() {
    return parts().objects;
  }

  @Override
  public ExclusiveCreate exclusiveCreate() {
    return parts().exclusiveCreate;
  }

  @Override
  public Map<String, String> connectorProperties() {
    return parts().connectors.properties();
  }

  /** The driver creates an empty blob first and fills it afterwards. */
  @Override
  public boolean isPartialWriteVisible() {
    return true;
  }

  private synchronized Parts parts() {
    if (parts == null) {
      parts = new Parts(config, connection);
    }
    return parts;
  }

  @Override
  public synchronized void close() throws IOException {
    if (parts != null) {
      parts.clients.close();
      parts.connectors.close();
    }
  }

  /** What is there once somebody has a table on Azure. */
  private static final class Parts {
    private final AzureClients clients;
    private final AzureObjectStore objects;
    private final AzureExclusiveCreate exclusiveCreate;
    private final AzureConnectors connectors;

    private Parts(AzureConfig config, ConnectionConfig connection) {
      AzureCredentials credentials = new AzureCredentials(config, connection);
      this.clients = new AzureClients(config, connection, credentials);
      this.objects = new AzureObjectStore(clients, config.partSize());
      this.exclusiveCreate = new AzureExclusiveCreate(clients);
      this.connectors = new AzureConnectors(config, connection, credentials, objects);
    }
  }
}
