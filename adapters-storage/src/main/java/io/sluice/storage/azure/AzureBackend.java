package io.sluice.storage.azure;

import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import io.sluice.storage.connection.ConnectionConfig;
import java.io.IOException;
import java.util.Map;

/** Azure Blob Storage, with hierarchical namespace (ADLS Gen2) or without. */
public final class AzureBackend implements StorageBackend {
  private final AzureClients clients;
  private final AzureObjectStore objects;
  private final AzureExclusiveCreate exclusiveCreate;
  private final AzureConnectors connectors;

  /** Opens nothing: whoever has no table on Azure pays for none of its classes. */
  public AzureBackend(AzureConfig config, ConnectionConfig connection) {
    AzureCredentials credentials = new AzureCredentials(config, connection);
    this.clients = new AzureClients(config, connection, credentials);
    this.objects = new AzureObjectStore(clients, config.partSize());
    this.exclusiveCreate = new AzureExclusiveCreate(clients);
    this.connectors = new AzureConnectors(config, connection, credentials, objects);
  }

  @Override
  public String name() {
    return "azure";
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
  public Map<String, String> connectorProperties() {
    return connectors.properties();
  }

  /** The driver creates an empty blob first and fills it afterwards. */
  @Override
  public boolean isPartialWriteVisible() {
    return true;
  }

  @Override
  public void close() throws IOException {
    clients.close();
    connectors.close();
  }
}
