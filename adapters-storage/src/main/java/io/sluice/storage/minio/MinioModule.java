package io.sluice.storage.minio;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import io.sluice.ports.out.StorageBackend;
import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.s3.S3Connection;

/** Binds MinIO under {@code s3} and {@code s3a}. */
public final class MinioModule extends AbstractModule {
  private final MinioConfig config;
  private final ConnectionConfig connection;

  public MinioModule(MinioConfig config, ConnectionConfig connection) {
    this.config = config;
    this.connection = connection;
  }

  @Override
  protected void configure() {
    MinioBackend backend = new MinioBackend(config, connection);
    MapBinder<String, StorageBackend> backends =
        MapBinder.newMapBinder(binder(), String.class, StorageBackend.class);
    S3Connection.SCHEMES.forEach(scheme -> backends.addBinding(scheme).toInstance(backend));
  }
}
