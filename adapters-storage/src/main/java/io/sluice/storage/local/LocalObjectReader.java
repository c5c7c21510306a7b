package io.sluice.storage.local;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads one file by position. */
final class LocalObjectReader implements ObjectReader {
  private final Location location;
  private final FileChannel channel;
  private final long length;

  LocalObjectReader(Location location, FileChannel channel, long length) {
    this.location = location;
    this.channel = channel;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(long position, ByteBuffer buffer) throws IOException {
    long next = position;
    while (buffer.hasRemaining()) {
      int read = read(next, buffer);
      if (read < 0) {
        throw new EOFException(
            "Cannot read '" + location + "' at " + next + ": it ends at " + length);
      }
      next += read;
    }
  }

  private int read(long position, ByteBuffer buffer) throws IOException {
    try {
      return channel.read(buffer, position);
    } catch (IOException e) {
      throw LocalFailure.of("read", location, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
