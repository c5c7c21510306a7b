package io.sluice.storage.s3;

import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import io.sluice.storage.connection.ConnectionConfig;
import java.io.IOException;
import java.util.Map;

/** Amazon S3. */
public final class S3Backend implements StorageBackend {
  private final S3Connection connection;
  private final S3ObjectStore objects;
  private final S3ExclusiveCreate exclusiveCreate;

  public S3Backend(S3Config config, ConnectionConfig network) {
    connection = new S3Connection(config, network, new S3Failures(config.block()));
    objects = new S3ObjectStore(connection);
    exclusiveCreate = new S3ExclusiveCreate(connection);
  }

  @Override
  public String name() {
    return "s3";
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
