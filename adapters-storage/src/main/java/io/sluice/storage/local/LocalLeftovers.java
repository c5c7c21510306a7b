package io.sluice.storage.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes the temporary files of processes that were killed before they gave them a name. A process
 * that still lives and loses one fails to make its link, and tries again.
 */
public final class LocalLeftovers {
  /** Far longer than any living process takes from the first byte to the name. */
  static final Duration AGE = Duration.ofHours(1);

  private LocalLeftovers() {}

  /**
   * Removes what is older than an hour directly in the folder.
   *
   * @return how many files it removed; those that it may not remove stay
   */
  public static int remove(Path folder, Instant now) {
    int removed = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, TemporaryFile::isNamedLikeOne)) {
      for (Path file : files) {
        removed += removeIfOlder(file, now.minus(AGE)) ? 1 : 0;
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Nothing depends on it, and the next start looks again.
      return removed;
    }
    return removed;
  }

  private static boolean removeIfOlder(Path file, Instant limit) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          && attributes.lastModifiedTime().toInstant().isBefore(limit)
          && Files.deleteIfExists(file);
    } catch (IOException e) {
      return false;
    }
  }
}
