package io.sluice.storage.s3;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Writes an object through Hadoop's connector: parts are sent while the next one fills; the object
 * is there when the last has arrived and the upload is completed.
 */
final class S3ObjectWriter extends ObjectWriter {
  private final Location location;
  private final S3Failures failures;
  private final FSDataOutputStream stream;
  private IOException failure;
  private boolean closed;

  private S3ObjectWriter(Location location, S3Failures failures, FSDataOutputStream stream) {
    this.location = location;
    this.failures = failures;
    this.stream = stream;
  }

  static S3ObjectWriter open(Location location, S3Connection connection) throws IOException {
    S3Address.of(location);
    try {
      FileSystem bucket = connection.fileSystem(location.uri());
      return new S3ObjectWriter(
          location,
          connection.failures(),
          bucket.createFile(new Path(location.uri())).overwrite(true).recursive().build());
    } catch (IOException e) {
      throw translated(location, connection.failures(), e);
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireUsable();
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      failure = translated(location, failures, e);
      throw failure;
    }
  }

  private void requireUsable() throws IOException {
    if (closed) {
      throw new IOException("Cannot write '" + location + "': it is closed");
    }
    requireWhole();
  }

  private void requireWhole() throws IOException {
    if (failure != null) {
      throw new IOException("Cannot write '" + location + "': an earlier write failed", failure);
    }
  }

  @Override
  public void abort() throws IOException {
    if (!closed) {
      closed = true;
      stream.abort();
    }
  }

  /** Publishes the object, but never one of which a part is missing. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    if (failure != null) {
      abort();
      requireWhole();
    }
    closed = true;
    try {
      stream.close();
    } catch (IOException e) {
      throw translated(location, failures, e);
    }
  }

  /** The connector wraps what the client threw. */
  private static IOException translated(Location location, S3Failures failures, IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SdkException sdk) {
        return failures.of("write", location, sdk);
      }
    }
    return new IOException("Cannot write '" + location + "': " + e.getMessage(), e);
  }
}
