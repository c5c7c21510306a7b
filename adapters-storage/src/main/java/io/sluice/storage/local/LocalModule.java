package io.sluice.storage.local;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import io.sluice.ports.out.StorageBackend;

/** Binds the local disk under {@code file}. */
public final class LocalModule extends AbstractModule {
  private final LocalConfig config;

  public LocalModule(LocalConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, StorageBackend.class)
        .addBinding("file")
        .toInstance(new LocalBackend(config));
  }
}
