package io.sluice.storage.azure;

import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Objects as block blobs. Folders, where an account has them, are no objects. */
public final class AzureObjectStore implements ObjectStore {
  private final AzureClients clients;
  private final int partSize;

  AzureObjectStore(AzureClients clients, int partSize) {
    this.clients = clients;
    this.partSize = partSize;
  }

  @Override
  public Optional<ObjectSummary> find(Location location) throws IOException {
    return properties("find", location)
        .map(
            properties ->
                new ObjectSummary(
                    location,
                    properties.getBlobSize(),
                    properties.getLastModified().toInstant().toEpochMilli()));
  }

  @Override
  public ObjectReader read(Location location) throws IOException {
    return AzureObjectReader.open(location, clients.blob(AzureLocation.of(location)), partSize);
  }

  @Override
  public ObjectWriter write(Location location) throws IOException {
    return new AzureObjectWriter(location, clients.blob(AzureLocation.of(location)), partSize);
  }

  @Override
  public List<ObjectSummary> list(Location folder) throws IOException {
    return new AzureListing(clients).below(folder);
  }

  /** Begins where it is asked to; a service that cannot is filtered here. */
  @Override
  public List<ObjectSummary> listFrom(Location folder, String first) throws IOException {
    return new AzureListing(clients).from(folder, first);
  }

  /** Looks first, because the service would remove an empty folder under the same name. */
  @Override
  public void delete(Location location) throws IOException {
    Optional<BlobProperties> properties = properties("delete", location);
    if (properties.isEmpty()) {
      return;
    }
    try {
      clients.blob(AzureLocation.of(location)).deleteIfExists();
    } catch (RuntimeException e) {
      throw AzureFailure.of("delete", location, e);
    }
  }

  private Optional<BlobProperties> properties(String verb, Location location) throws IOException {
    AzureLocation place = AzureLocation.of(location);
    if (place.blob().isEmpty()) {
      return Optional.empty();
    }
    try {
      BlobProperties properties = clients.blob(place).getProperties();
      return AzureFolder.isFolder(properties.getMetadata())
          ? Optional.empty()
          : Optional.of(properties);
    } catch (BlobStorageException e) {
      if (AzureFailure.isMissing(e)) {
        return Optional.empty();
      }
      throw AzureFailure.of(verb, location, e);
    } catch (RuntimeException e) {
      throw AzureFailure.of(verb, location, e);
    }
  }
}
