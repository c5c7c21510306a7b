package io.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.StorageBackend;
import io.sluice.ports.out.StorageBackends;
import io.sluice.storage.local.LocalBackend;
import io.sluice.storage.local.LocalSettings;
import org.junit.jupiter.api.Test;

class StorageModuleTest {
  @Test
  void shouldBindOneBackendForEachProcess() {
    // Given
    StorageConfig config = new StorageConfig(BackendChoice.AUTO, false, new LocalSettings(true));
    Injector injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            new StorageModule(),
            new AbstractModule() {
              @Override
              protected void configure() {
                binder().requireExplicitBindings();
                bind(StorageConfig.class).toInstance(config);
              }
            });

    // When
    StorageBackend backend =
        injector.getInstance(StorageBackends.class).of(Location.parse("/data/table"));

    // Then
    assertThat(backend).isInstanceOf(LocalBackend.class);
    assertThat(injector.getInstance(StorageBackends.class))
        .isSameAs(injector.getInstance(StorageBackends.class));
    assertThat(injector.getInstance(LocalBackend.class)).isSameAs(backend);
  }
}
