package io.sluice.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.StorageBackend;
import io.sluice.ports.out.StorageBackends;
import io.sluice.storage.StorageConfig;
import io.sluice.storage.StorageModule;
import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.hadoop.ConnectorFileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GcsBackendTest {
  private static final Config DEFAULTS = ConfigFactory.parseResources("reference.conf").resolve();

  @Test
  void shouldBeBoundUnderItsScheme() {
    // When
    Injector injector = Guice.createInjector(new StorageModule(StorageConfig.from(DEFAULTS)));

    // Then
    assertThat(injector.getInstance(Key.get(new TypeLiteral<Map<String, StorageBackend>>() {})))
        .containsKeys("file", "gs");
    assertThat(
            injector.getInstance(StorageBackends.class).of(Location.parse("gs://b/table")).name())
        .isEqualTo("gcs");
  }

  @Test
  void shouldLeadHadoopToItsOwnFileSystem() throws IOException {
    try (GcsBackend backend = backend()) {
      assertThat(backend.connectorProperties())
          .containsEntry("fs.gs.impl", ConnectorFileSystem.class.getName())
          .containsEntry("fs.gs.auth.type", "APPLICATION_DEFAULT")
          .isEqualTo(backend.connectorProperties());
      assertThat(backend.isPartialWriteVisible()).isFalse();
    }
  }

  @Test
  void shouldAskForABucket() throws IOException {
    try (GcsBackend backend = backend()) {
      assertThatThrownBy(() -> backend.objects().list(Location.parse("gs:///table")))
          .isInstanceOf(SluiceException.class)
          .hasMessage("Cannot use 'gs:///table': it names no bucket");
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void shouldLoadNothingOfGooglesBeforeItIsUsed() throws Exception {
    // When
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Making.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Then
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines().filter(line -> line.contains("GcsBackend"))).isNotEmpty();
    assertThat(output.lines().filter(line -> line.contains(" com.google.cloud."))).isEmpty();
    assertThat(output.lines().filter(line -> line.contains(" org.apache.hadoop."))).isEmpty();
  }

  private static GcsBackend backend() {
    return new GcsBackend(GcsConfig.from(DEFAULTS), ConnectionConfig.from(DEFAULTS));
  }

  /** A process that makes the backend and does not use it. */
  static final class Making {
    private Making() {}

    public static void main(String[] arguments) throws IOException {
      try (GcsBackend backend = backend()) {
        backend.objects();
        backend.exclusiveCreate();
      }
    }
  }
}
