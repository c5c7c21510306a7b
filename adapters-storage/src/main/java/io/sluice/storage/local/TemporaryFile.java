package io.sluice.storage.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file beside its later name. Closing it removes it, unless it was renamed. A process that dies
 * leaves it behind; listings pass over it, and {@link LocalLeftovers} removes it.
 */
final class TemporaryFile implements Closeable {
  private static final String PREFIX = ".sluice-";
  private static final String SUFFIX = ".tmp";
  private static final Pattern NAME =
      Pattern.compile("\\.sluice-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\.tmp");

  /** So much at a time, because the JDK keeps a direct buffer of that size for each thread. */
  private static final int CHUNK = 64 * 1024;

  private final LocalDisk disk;
  private final Path path;
  private final FileChannel channel;

  private TemporaryFile(LocalDisk disk, Path path, FileChannel channel) {
    this.disk = disk;
    this.path = path;
    this.channel = channel;
  }

  /** Creates one in the folder of the target, and that folder. */
  static TemporaryFile beside(Path target, LocalDisk disk) throws IOException {
    Path folder = target.getParent();
    disk.createFolder(folder);
    // The target's own name is not part of it: it may be as long as a name can be.
    Path path = folder.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
    return new TemporaryFile(
        disk,
        path,
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  static boolean isOne(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /** Whether the name is exactly one that {@link #beside} gives. */
  static boolean isNamedLikeOne(Path path) {
    return NAME.matcher(path.getFileName().toString()).matches();
  }

  Path path() {
    return path;
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    for (int start = offset; start < end; start += CHUNK) {
      ByteBuffer chunk = ByteBuffer.wrap(bytes, start, Math.min(CHUNK, end - start));
      while (chunk.hasRemaining()) {
        channel.write(chunk);
      }
    }
  }

  /** Ends writing: what was written is on the disk when this returns. */
  void finish() throws IOException {
    disk.sync(channel);
    channel.close();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(path);
    }
  }
}
