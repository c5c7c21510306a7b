package io.sluice.storage.azure;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import io.sluice.ports.out.StorageBackend;
import io.sluice.storage.connection.ConnectionConfig;

/** Binds Azure Blob Storage under {@code abfs} and {@code abfss}. */
public final class AzureModule extends AbstractModule {
  private final AzureConfig config;
  private final ConnectionConfig connection;

  public AzureModule(AzureConfig config, ConnectionConfig connection) {
    this.config = config;
    this.connection = connection;
  }

  @Override
  protected void configure() {
    AzureBackend backend = new AzureBackend(config, connection);
    MapBinder<String, StorageBackend> backends =
        MapBinder.newMapBinder(binder(), String.class, StorageBackend.class);
    backends.addBinding("abfs").toInstance(backend);
    backends.addBinding("abfss").toInstance(backend);
  }
}
