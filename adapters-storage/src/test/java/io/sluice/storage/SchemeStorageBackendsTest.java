package io.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import io.sluice.storage.local.LocalBackend;
import io.sluice.storage.local.LocalConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemeStorageBackendsTest {
  private final StorageBackend local = new LocalBackend(new LocalConfig(true));
  private final SchemeStorageBackends backends =
      new SchemeStorageBackends(Map.of("file", local), BackendChoice.AUTO);

  @ParameterizedTest
  @ValueSource(strings = {"/data/table", "data/table", "file:///data/table", "FILE:///data/table"})
  void shouldTakePathsAndFileUris(String location) {
    assertThat(backends.of(Location.parse(location))).isSameAs(local);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket/t",
        "s3a://bucket/t",
        "abfss://c@a.dfs.core.windows.net/t",
        "gs://b/t"
      })
  void shouldNameTheSchemesThatThereAre(String location) {
    String scheme = location.substring(0, location.indexOf(':'));
    assertThatThrownBy(() -> backends.of(Location.parse(location)))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.hint()).contains("sluice.table.location");
            })
        .hasMessageContaining(
            "no backend for scheme " + scheme + " in this version; supported: file, plain paths");
  }

  @Test
  void shouldRefuseAnotherBackendThanTheConfiguredOne() {
    // Given
    SchemeStorageBackends localOnly =
        new SchemeStorageBackends(
            Map.of("file", local, "s3", new NamedBackend("s3")), BackendChoice.LOCAL);

    // Then
    assertThat(localOnly.of(Location.parse("/data"))).isSameAs(local);
    assertThatThrownBy(() -> localOnly.of(Location.parse("s3://bucket/t")))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("sluice.storage.backend = local");
  }

  @Test
  void shouldPickByScheme() {
    // Given
    StorageBackend s3 = new NamedBackend("s3");
    SchemeStorageBackends both =
        new SchemeStorageBackends(Map.of("file", local, "s3", s3), BackendChoice.AUTO);

    // Then
    assertThat(both.of(Location.parse("S3://bucket/t"))).isSameAs(s3);
  }

  private record NamedBackend(String name) implements StorageBackend {
    @Override
    public ObjectStore objects() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ExclusiveCreate exclusiveCreate() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> connectorProperties() {
      return Map.of();
    }

    @Override
    public boolean isPartialWriteVisible() {
      return false;
    }
  }
}
