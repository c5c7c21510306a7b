package io.sluice.storage.minio;

import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.s3.S3Connection;
import java.io.IOException;
import java.util.Map;

/** MinIO, or another store that speaks S3 under an address of its own. */
public final class MinioBackend implements StorageBackend {
  private final S3Connection connection;
  private final MinioObjectStore objects;
  private final MinioExclusiveCreate exclusiveCreate;

  public MinioBackend(MinioConfig config, ConnectionConfig network) {
    connection = new S3Connection(config.s3(), network, new MinioFailures());
    objects = new MinioObjectStore(connection);
    exclusiveCreate = new MinioExclusiveCreate(connection);
  }

  @Override
  public String name() {
    return "minio";
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
    return connection.connectorProperties();
  }

  /** An object is there when its upload is completed, whoever uploads it. */
  @Override
  public boolean isPartialWriteVisible() {
    return false;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
