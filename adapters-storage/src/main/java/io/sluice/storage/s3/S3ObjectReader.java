package io.sluice.storage.s3;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads one version of an object: what is asked for later comes from the same one or not at all.
 * The first request brings the beginning along, which is all of most log entries.
 */
final class S3ObjectReader implements ObjectReader {
  private static final int BEGINNING = 256 * 1024;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int PRECONDITION_FAILED = 412;

  private final Location location;
  private final S3Connection connection;
  private final byte[] beginning;
  private final long length;
  private final String tag;

  private S3ObjectReader(
      Location location, S3Connection connection, byte[] beginning, long length, String tag) {
    this.location = location;
    this.connection = connection;
    this.beginning = beginning;
    this.length = length;
    this.tag = tag;
  }

  static S3ObjectReader open(Location location, S3Connection connection) throws IOException {
    S3Address address = S3Address.of(location);
    try {
      ResponseBytes<GetObjectResponse> answer =
          connection
              .client()
              .getObject(
                  request ->
                      request
                          .bucket(address.bucket())
                          .key(address.key())
                          .range("bytes=0-" + (BEGINNING - 1)),
                  ResponseTransformer.toBytes());
      GetObjectResponse head = answer.response();
      return new S3ObjectReader(
          location, connection, answer.asByteArrayUnsafe(), length(head), head.eTag());
    } catch (S3Exception e) {
      if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
        return new S3ObjectReader(location, connection, new byte[0], 0, "");
      }
      throw connection.failures().of("read", location, e);
    } catch (SdkException e) {
      throw connection.failures().of("read", location, e);
    }
  }

  /** Of the whole object: {@code bytes 0-99/1234}; a store that ignores ranges sends it all. */
  private static long length(GetObjectResponse head) {
    String range = head.contentRange();
    return range == null
        ? head.contentLength()
        : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(long position, ByteBuffer buffer) throws IOException {
    int wanted = buffer.remaining();
    if (wanted > length - position) {
      throw new EOFException(
          "Cannot read '"
              + location
              + "': it has "
              + length
              + " bytes, fewer than "
              + (position + wanted));
    }
    if (position + wanted <= beginning.length) {
      buffer.put(beginning, (int) position, wanted);
    } else {
      buffer.put(range(position, wanted));
    }
  }

  private byte[] range(long position, int wanted) throws IOException {
    S3Address address = S3Address.of(location);
    byte[] bytes;
    try {
      bytes =
          connection
              .client()
              .getObject(
                  request ->
                      request
                          .bucket(address.bucket())
                          .key(address.key())
                          .ifMatch(tag)
                          .range("bytes=" + position + "-" + (position + wanted - 1)),
                  ResponseTransformer.toBytes())
              .asByteArrayUnsafe();
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        throw new IOException(
            "Cannot read '" + location + "': it was replaced while it was read", e);
      }
      throw connection.failures().of("read", location, e);
    } catch (SdkException e) {
      throw connection.failures().of("read", location, e);
    }
    if (bytes.length != wanted) {
      throw new IOException(
          "Cannot read '"
              + location
              + "': the store sent "
              + bytes.length
              + " bytes instead of "
              + wanted);
    }
    return bytes;
  }

  @Override
  public void close() {
    // nothing stays open between two requests
  }
}
