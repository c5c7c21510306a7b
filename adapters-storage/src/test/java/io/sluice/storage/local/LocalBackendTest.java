package io.sluice.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.table.Location;
import io.sluice.ports.application.ExclusiveCreateProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalBackendTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldPassTheProbeWithAndWithoutFsync(boolean fsync) throws IOException {
    // Given
    LocalBackend backend = new LocalBackend(new LocalConfig(fsync));
    ExclusiveCreateProbe probe =
        new ExclusiveCreateProbe(backend.objects(), backend.exclusiveCreate());

    // Then
    assertThat(probe.isExclusive(Location.of(folder.resolve("table")), UUID.randomUUID())).isTrue();
    assertThat(backend.objects().list(Location.of(folder))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLeadHadoopToTheDiskWithoutChecksumFiles(boolean fsync) throws IOException {
    // Given
    LocalBackend backend = new LocalBackend(new LocalConfig(fsync));
    Configuration configuration = new Configuration(false);
    backend.connectorProperties().forEach(configuration::set);

    // When
    Location location = Location.of(folder.resolve("with space/checkpoint"));
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(location.uri());
    try (FileSystem fileSystem = path.getFileSystem(configuration)) {
      fileSystem.create(path).close();

      // Then
      assertThat(fileSystem)
          .isExactlyInstanceOf(fsync ? SyncedFileSystem.class : RawLocalFileSystem.class);
    }
    assertThat(backend.objects().list(Location.of(folder)))
        .as("the file and no .crc beside it")
        .extracting(object -> object.location())
        .containsExactly(location);
  }

  @Test
  void shouldSayWhatItIs() {
    LocalBackend backend = new LocalBackend(new LocalConfig(true));
    assertThat(backend.name()).isEqualTo("local");
    assertThat(backend.isPartialWriteVisible())
        .as("checkpoints are written through Hadoop, in place")
        .isTrue();
  }
}
