package io.sluice.storage.gcs;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import io.sluice.ports.out.StorageBackend;
import io.sluice.storage.connection.ConnectionConfig;

/** Binds Google Cloud Storage under {@code gs}. */
public final class GcsModule extends AbstractModule {
  private final GcsConfig config;
  private final ConnectionConfig connection;

  public GcsModule(GcsConfig config, ConnectionConfig connection) {
    this.config = config;
    this.connection = connection;
  }

  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, StorageBackend.class)
        .addBinding("gs")
        .toInstance(new GcsBackend(config, connection));
  }
}
