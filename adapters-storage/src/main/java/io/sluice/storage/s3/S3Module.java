package io.sluice.storage.s3;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import io.sluice.ports.out.StorageBackend;
import io.sluice.storage.connection.ConnectionConfig;

/** Binds Amazon S3 under {@code s3} and {@code s3a}. */
public final class S3Module extends AbstractModule {
  private final S3Config config;
  private final ConnectionConfig connection;

  public S3Module(S3Config config, ConnectionConfig connection) {
    this.config = config;
    this.connection = connection;
  }

  @Override
  protected void configure() {
    S3Backend backend = new S3Backend(config, connection);
    MapBinder<String, StorageBackend> backends =
        MapBinder.newMapBinder(binder(), String.class, StorageBackend.class);
    S3Connection.SCHEMES.forEach(scheme -> backends.addBinding(scheme).toInstance(backend));
  }
}
