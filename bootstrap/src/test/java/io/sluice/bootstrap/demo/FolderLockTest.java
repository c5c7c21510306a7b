package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {
  @TempDir private Path parent;

  @Test
  void shouldMakeTheFolderAndLetOnlyOneIn() throws Exception {
    // Given
    Path folder = parent.resolve("a/b");

    // When / Then
    try (FolderLock first = FolderLock.acquire(folder)) {
      assertThat(first.folder()).isDirectory();
      assertThatThrownBy(() -> FolderLock.acquire(folder))
          .isInstanceOfSatisfying(
              SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TEMPORARY));
    }
  }

  @Test
  void shouldSayWhatCannotBeUsed() throws Exception {
    // Given
    Path file = Files.createFile(parent.resolve("file"));

    // When / Then
    assertThatThrownBy(() -> FolderLock.acquire(file.resolve("x")))
        .isInstanceOf(SluiceException.class)
        .hasMessageStartingWith("Cannot use the folder " + file.resolve("x") + ": ");
  }

  @Test
  void shouldLetTheNextOneInAfterwards() throws Exception {
    // When
    FolderLock.acquire(parent).close();

    // Then
    try (FolderLock next = FolderLock.acquire(parent)) {
      assertThat(next.folder()).isEqualTo(parent);
    }
  }
}
