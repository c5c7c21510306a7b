package io.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import com.google.inject.multibindings.Multibinder;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.StorageBackend;
import io.sluice.ports.out.StorageBackends;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageModuleTest {
  private static final Config REFERENCE = ConfigFactory.parseResources("reference.conf").resolve();

  @ParameterizedTest
  @CsvSource({
    "/data/table, local",
    "file:///data/table, local",
    "s3://bucket/table, s3",
    "s3a://bucket/table, s3",
    "abfs://container@account.dfs.core.windows.net/table, azure",
    "abfss://container@account.dfs.core.windows.net/table, azure",
    "gs://bucket/table, gcs",
  })
  void shouldFindTheBackendByTheScheme(String location, String backend) {
    assertThat(backends("").of(Location.parse(location)).name()).isEqualTo(backend);
  }

  @ParameterizedTest
  @CsvSource({
    "minio.endpoint = \"http://localhost:9000\", minio",
    "'backend = minio, minio.endpoint = \"http://localhost:9000\"', minio",
    "'backend = s3, minio.endpoint = \"http://localhost:9000\"', s3",
    "'backend = s3, s3.endpoint = \"http://localhost:9000\"', s3",
  })
  void shouldTakeMinioWhereItsEndpointIsSet(String settings, String backend) {
    assertThat(backends(settings).of(Location.parse("s3://bucket/table")).name())
        .isEqualTo(backend);
  }

  @ParameterizedTest
  @CsvSource({
    "local, s3://bucket/table",
    "s3, /data/table",
    "gcs, abfss://container@account.dfs.core.windows.net/table",
    "azure, gs://bucket/table",
  })
  void shouldRefuseAnotherBackendThanTheChosenOne(String backend, String location) {
    StorageBackends backends = backends("backend = " + backend);
    assertThatThrownBy(() -> backends.of(Location.parse(location)))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("sluice.storage.backend = " + backend);
  }

  @Test
  void shouldUseOneBackendForAllThatAsk() {
    // Given
    StorageBackends backends = backends("");

    // Then
    assertThat(backends.of(Location.parse("s3://a/table")))
        .isSameAs(backends.of(Location.parse("s3a://b/table")));
  }

  @Test
  void shouldDecorateEachBackendOnce() {
    // Given
    List<StorageBackend> decorated = new ArrayList<>();
    Injector injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            new StorageModule(StorageConfig.from(REFERENCE)),
            new AbstractModule() {
              @Override
              protected void configure() {
                Multibinder.newSetBinder(binder(), StorageDecorator.class)
                    .addBinding()
                    .toInstance(
                        backend -> {
                          decorated.add(backend);
                          return backend;
                        });
              }
            });

    // When
    injector.getInstance(StorageBackends.class);

    // Then
    assertThat(decorated)
        .extracting(StorageBackend::name)
        .containsExactlyInAnyOrder("local", "s3", "azure", "gcs");
  }

  private static StorageBackends backends(String settings) {
    Config config =
        ConfigFactory.parseString("sluice.storage { " + settings + " }")
            .withFallback(REFERENCE)
            .resolve();
    return Guice.createInjector(
            Stage.PRODUCTION,
            new StorageModule(StorageConfig.from(config)),
            new AbstractModule() {
              @Override
              protected void configure() {
                binder().requireExplicitBindings();
              }
            })
        .getInstance(StorageBackends.class);
  }
}
