package io.sluice.bootstrap.demo;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * One demo per folder: Kafka locks its folder only after its controller has begun to write there.
 * The operating system gives the lock back when the process ends, however it ends.
 */
final class FolderLock implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder; makes it when it is not there.
   *
   * @throws SluiceException when another process has it
   */
  static FolderLock acquire(Path folder) throws IOException {
    FileChannel channel = open(folder);
    if (!isTaken(channel)) {
      channel.close();
      throw new SluiceException(
          ErrorCode.TEMPORARY,
          "Cannot run the demo in " + folder + ": another one runs there",
          "stop it, or give this one another --dir");
    }
    return new FolderLock(folder, channel);
  }

  private static FileChannel open(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      return FileChannel.open(
          folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (FileSystemException e) {
      boolean isDenied = e instanceof AccessDeniedException;
      String reason = Objects.requireNonNullElse(e.getReason(), "it cannot be made there");
      throw new SluiceException(
          isDenied ? ErrorCode.PERMISSION : ErrorCode.STORAGE,
          "Cannot use the folder " + folder + ": " + (isDenied ? "permission denied" : reason),
          "give the demo another one with --dir",
          e);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
