package io.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.table.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftoversTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void shouldRemoveTemporaryFilesOlderThanAnHour() throws IOException {
    // Given
    Path old = aged(temporary(), Duration.ofMinutes(61));
    Path older = aged(temporary(), Duration.ofDays(9));
    Path young = aged(temporary(), Duration.ofMinutes(59));
    Path ahead = aged(temporary(), Duration.ofDays(-1));

    // When
    int removed = Leftovers.remove(Location.of(folder), NOW);

    // Then
    assertThat(removed).isEqualTo(2);
    assertThat(old).doesNotExist();
    assertThat(older).doesNotExist();
    assertThat(young).exists();
    assertThat(ahead).exists();
  }

  @Test
  void shouldTouchNothingElse() throws IOException {
    // Given
    Files.createDirectory(folder.resolve("below"));
    Path[] others = {
      aged("00000000000000000000.json", Duration.ofDays(1)),
      aged(".sluice-notes.tmp", Duration.ofDays(1)),
      aged(temporary() + ".bak", Duration.ofDays(1)),
      aged("x" + temporary(), Duration.ofDays(1)),
      aged("below/" + temporary(), Duration.ofDays(1))
    };
    Path named = Files.createDirectory(folder.resolve(temporary()));
    Files.setLastModifiedTime(named, FileTime.from(NOW.minus(Duration.ofDays(1))));
    Path link = Files.createSymbolicLink(folder.resolve(temporary()), others[0]);

    // When
    int removed = Leftovers.remove(Location.of(folder), NOW);

    // Then
    assertThat(removed).isZero();
    assertThat(others).allSatisfy(file -> assertThat(file).exists());
    assertThat(named).exists();
    assertThat(link).exists();
  }

  @Test
  void shouldNeverFail() throws IOException {
    // Given
    Path file = Files.createFile(folder.resolve("file"));

    // Then
    assertThat(Leftovers.remove(Location.of(folder.resolve("gone")), NOW)).isZero();
    assertThat(Leftovers.remove(Location.of(file), NOW)).isZero();
    assertThat(Leftovers.remove(Location.of(file.resolve("below")), NOW)).isZero();
    assertThat(Leftovers.remove(Location.parse("s3://bucket/table"), NOW)).isZero();
  }

  private static String temporary() {
    return ".sluice-" + UUID.randomUUID() + ".tmp";
  }

  private Path aged(String name, Duration age) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    return file;
  }
}
