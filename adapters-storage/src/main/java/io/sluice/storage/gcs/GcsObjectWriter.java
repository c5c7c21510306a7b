package io.sluice.storage.gcs;

import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.WriteChannel;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.BlobInfo;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects one part; an object that fits into it is one request when it is closed. A larger one
 * becomes an upload of many parts, sent by the thread that writes, which is an object only once its
 * last part is there: to give it up is not to send that. A failed write gives the object up.
 */
final class GcsObjectWriter extends ObjectWriter {
  private static final int BUFFER = 64 * 1024;

  private final GcsClient client;
  private final Location location;
  private final BlobInfo target;
  private final int partSize;
  private byte[] buffer = new byte[BUFFER];
  private int buffered;
  private WriteChannel upload;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    FAILED,
    CLOSED
  }

  GcsObjectWriter(GcsClient client, Location location, int partSize) {
    this.client = client;
    this.location = location;
    GcsKey key = GcsKey.of(location);
    this.target = BlobInfo.newBuilder(key.bucket(), key.name()).build();
    this.partSize = partSize;
  }

  @Override
  public void write(int value) throws IOException {
    requireOpen();
    makeRoom(1);
    buffer[buffered++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireOpen();
    makeRoom(length);
    if (length > buffer.length - buffered) {
      send(ByteBuffer.wrap(bytes, offset, length));
    } else {
      System.arraycopy(bytes, offset, buffer, buffered, length);
      buffered += length;
    }
  }

  /** For so many bytes, or empties the buffer where it can never hold them. */
  private void makeRoom(int bytes) throws IOException {
    if (bytes <= buffer.length - buffered) {
      return;
    }
    long needed = (long) buffered + bytes;
    if (upload == null && needed <= partSize) {
      long doubled = Math.max(needed, 2L * buffer.length);
      buffer = Arrays.copyOf(buffer, (int) Math.min(partSize, doubled));
      return;
    }
    send(ByteBuffer.wrap(buffer, 0, buffered));
    buffered = 0;
    if (buffer.length > BUFFER) {
      // From here on the upload collects the parts.
      buffer = new byte[BUFFER];
    }
  }

  private void send(ByteBuffer bytes) throws IOException {
    State before = state;
    state = State.FAILED;
    client.call(
        GcsFailure.UPLOAD,
        location,
        storage -> {
          if (upload == null) {
            upload = storage.writer(target, client.options().upload());
            upload.setChunkSize(partSize);
          }
          while (bytes.hasRemaining()) {
            upload.write(bytes);
          }
          return null;
        });
    state = before;
  }

  @Override
  public void close() throws IOException {
    if (state == State.CLOSED) {
      return;
    }
    State before = state;
    state = State.CLOSED;
    byte[] rest = buffer;
    buffer = new byte[0];
    if (before == State.FAILED) {
      throw new IOException("Cannot write '" + location + "': an earlier write failed");
    }
    publish(rest);
  }

  private void publish(byte[] rest) throws IOException {
    client.call(
        upload == null ? "write" : GcsFailure.UPLOAD,
        location,
        storage -> {
          if (upload == null) {
            storage.create(target, rest, 0, buffered, client.options().target());
            return null;
          }
          ByteBuffer bytes = ByteBuffer.wrap(rest, 0, buffered);
          while (bytes.hasRemaining()) {
            upload.write(bytes);
          }
          upload.close();
          return null;
        });
  }

  @Override
  public void abort() {
    state = State.CLOSED;
    buffer = new byte[0];
    upload = null;
  }

  private void requireOpen() throws IOException {
    if (state != State.OPEN) {
      throw new IOException("Cannot write '" + location + "': it is closed or has failed");
    }
  }
}
