package io.sluice.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.table.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartCleaningTest {
  @TempDir private Path table;

  @Test
  void shouldRemoveWhatAKilledWriterLeftInTheLog() throws Exception {
    // Given
    String name = ".sluice-" + UUID.randomUUID() + ".tmp";
    Path inLog = Files.createFile(Files.createDirectory(table.resolve("_delta_log")).resolve(name));
    Path beside = Files.createFile(table.resolve(name));

    // When
    StartCleaning.of(Location.of(table), Instant.now().plus(Duration.ofHours(2)));

    // Then
    assertThat(inLog).doesNotExist();
    assertThat(beside).exists();
  }

  @Test
  void shouldPassWhereThereIsNoTableYet() {
    StartCleaning.of(Location.of(table.resolve("not/yet")), Instant.now());
  }
}
