package io.sluice.storage.local;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local disk, which waits for it: what is written is durable when it is closed, and has
 * its name when it is renamed. A commit engine writes checkpoints this way and then says in a
 * durable object where they are, so they must not be the less durable.
 */
public final class SyncedFileSystem extends RawLocalFileSystem {
  private final LocalDisk disk;

  /** Called by Hadoop, by reflection. */
  public SyncedFileSystem() {
    this(new LocalDisk(new LocalConfig(true)));
  }

  SyncedFileSystem(LocalDisk disk) {
    this.disk = disk;
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, FsPermission permission) throws IOException {
    return new SyncedStream(super.createOutputStreamWithMode(path, append, permission), file(path));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    boolean renamed = super.rename(from, to);
    if (renamed) {
      disk.syncFolder(file(to).getParent());
    }
    return renamed;
  }

  private java.nio.file.Path file(Path path) {
    return pathToFile(path).toPath();
  }

  private final class SyncedStream extends FilterOutputStream {
    private final java.nio.file.Path file;
    private boolean closed;

    private SyncedStream(OutputStream out, java.nio.file.Path file) {
      super(out);
      this.file = file;
    }

    /** The inherited one writes byte by byte. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (OutputStream closing = out;
          FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        closing.flush();
        disk.sync(channel);
      }
    }
  }
}
