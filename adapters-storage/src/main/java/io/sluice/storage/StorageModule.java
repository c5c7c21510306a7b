package io.sluice.storage;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import io.sluice.ports.out.StorageBackend;
import io.sluice.ports.out.StorageBackends;
import io.sluice.storage.local.LocalBackend;
import java.util.Map;

/** Binds every backend under the URI schemes it takes; needs a {@link StorageConfig}. */
public final class StorageModule extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder<String, StorageBackend> backends =
        MapBinder.newMapBinder(binder(), String.class, StorageBackend.class);
    backends.addBinding("file").to(LocalBackend.class);
  }

  @Provides
  @Singleton
  LocalBackend localBackend(StorageConfig config) {
    return new LocalBackend(config.local());
  }

  @Provides
  @Singleton
  StorageBackends storageBackends(Map<String, StorageBackend> byScheme, StorageConfig config) {
    return new SchemeStorageBackends(byScheme, config.backend());
  }
}
