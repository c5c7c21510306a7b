package io.sluice.storage.gcs;

import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.ReadChannel;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Blob;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.BlobId;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage.BlobSourceOption;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;

/**
 * Reads ranges of one generation of an object, each by a request of its own. A small object is read
 * whole at once: it may be one that is replaced now and then, and the replaced generation is gone.
 */
final class GcsObjectReader implements ObjectReader {
  private static final int SMALL = 1 << 20;

  /** How often a small object may be replaced while it is opened. */
  private static final int REPLACEMENTS = 20;

  private final GcsClient client;
  private final Location location;
  private final BlobId generation;
  private final long length;
  private ByteBuffer whole;

  private GcsObjectReader(GcsClient client, Location location, BlobId generation, long length) {
    this.client = client;
    this.location = location;
    this.generation = generation;
    this.length = length;
  }

  static GcsObjectReader open(GcsClient client, Location location) throws IOException {
    for (int replaced = 0; ; replaced++) {
      GcsObjectReader reader = latest(client, location);
      try {
        reader.loadIfSmall();
        return reader;
      } catch (NoSuchFileException e) {
        if (replaced == REPLACEMENTS) {
          throw new IOException(
              "Cannot read '" + location + "': it is replaced faster than it can be read", e);
        }
      }
    }
  }

  private static GcsObjectReader latest(GcsClient client, Location location) throws IOException {
    GcsKey key = GcsKey.of(location);
    Blob blob =
        client.call(
            GcsFailure.READ,
            location,
            storage -> storage.get(BlobId.of(key.bucket(), key.name()), client.options().get()));
    if (blob == null) {
      throw new NoSuchFileException("Cannot read '" + location + "': it is not there");
    }
    BlobId generation = BlobId.of(key.bucket(), key.name(), blob.getGeneration());
    return new GcsObjectReader(client, location, generation, blob.getSize());
  }

  private void loadIfSmall() throws IOException {
    if (length <= SMALL) {
      ByteBuffer all = ByteBuffer.allocate((int) length);
      fetch(0, all);
      whole = all.flip();
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(long position, ByteBuffer buffer) throws IOException {
    if (position + buffer.remaining() > length) {
      throw new EOFException(
          "Cannot read '" + location + "' at " + position + ": it ends at " + length);
    }
    if (whole == null) {
      fetch(position, buffer);
    } else {
      buffer.put(whole.slice((int) position, buffer.remaining()));
    }
  }

  private void fetch(long position, ByteBuffer buffer) throws IOException {
    if (!buffer.hasRemaining()) {
      return;
    }
    client.call(
        GcsFailure.READ,
        location,
        storage -> {
          try (ReadChannel channel =
              storage.reader(
                  generation,
                  client.options().source(BlobSourceOption.shouldReturnRawInputStream(true)))) {
            fill(channel, position, buffer);
          }
          return null;
        });
  }

  private void fill(ReadChannel channel, long position, ByteBuffer buffer) throws IOException {
    // Straight into the buffer, and no more than it takes.
    channel.setChunkSize(0);
    channel.seek(position);
    channel.limit(position + buffer.remaining());
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the answer ended early");
      }
    }
  }

  @Override
  public void close() {
    // every range is a request of its own
  }
}
