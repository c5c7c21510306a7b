package io.sluice.storage.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobDownloadHeaders;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.options.BlobDownloadContentOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;

/**
 * Reads one version of a blob by position. Opening brings its beginning along, so that a small blob
 * costs one request; later requests ask for the same version, and fail when it was replaced.
 */
final class AzureObjectReader implements ObjectReader {
  /** Holds the entry of a usual commit. */
  private static final int BEGINNING = 256 * 1024;

  private final Location location;
  private final BlockBlobClient blob;
  private final int partSize;
  private final long length;
  private final String version;
  private final byte[] beginning;

  private AzureObjectReader(
      Location location,
      BlockBlobClient blob,
      int partSize,
      long length,
      String version,
      byte[] beginning) {
    this.location = location;
    this.blob = blob;
    this.partSize = partSize;
    this.length = length;
    this.version = version;
    this.beginning = beginning;
  }

  static AzureObjectReader open(Location location, BlockBlobClient blob, int partSize)
      throws IOException {
    try {
      BlobDownloadContentResponse answer =
          download(blob, new BlobRange(0, (long) BEGINNING), new BlobRequestConditions());
      BlobDownloadHeaders headers = answer.getDeserializedHeaders();
      requireObject(location, AzureFolder.isFolder(headers.getMetadata()));
      byte[] beginning = answer.getValue().toBytes();
      return new AzureObjectReader(
          location, blob, partSize, length(headers, beginning), headers.getETag(), beginning);
    } catch (BlobStorageException e) {
      if (BlobErrorCode.INVALID_RANGE.equals(e.getErrorCode())) {
        return empty(location, blob, partSize);
      }
      throw AzureFailure.of("read", location, e);
    } catch (RuntimeException e) {
      throw AzureFailure.of("read", location, e);
    }
  }

  /** No range lies within an empty blob; a folder is one. */
  private static AzureObjectReader empty(Location location, BlockBlobClient blob, int partSize)
      throws IOException {
    try {
      BlobProperties properties = blob.getProperties();
      requireObject(location, AzureFolder.isFolder(properties.getMetadata()));
      return new AzureObjectReader(
          location, blob, partSize, properties.getBlobSize(), properties.getETag(), new byte[0]);
    } catch (RuntimeException e) {
      throw AzureFailure.of("read", location, e);
    }
  }

  private static void requireObject(Location location, boolean isFolder)
      throws NoSuchFileException {
    if (isFolder) {
      throw new NoSuchFileException("Cannot read '" + location + "': it is a folder");
    }
  }

  /** Behind the slash of {@code bytes 0-9/10}. */
  private static long length(BlobDownloadHeaders headers, byte[] beginning) {
    String range = headers.getContentRange();
    return range == null
        ? beginning.length
        : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(long position, ByteBuffer buffer) throws IOException {
    if (buffer.hasRemaining() && position + buffer.remaining() > length) {
      throw new EOFException(
          "Cannot read '"
              + location
              + "' up to "
              + (position + buffer.remaining())
              + ": it ends at "
              + length);
    }
    long next = position;
    if (buffer.hasRemaining() && next < beginning.length) {
      int known = (int) Math.min(buffer.remaining(), beginning.length - next);
      buffer.put(beginning, (int) next, known);
      next += known;
    }
    while (buffer.hasRemaining()) {
      next += fetch(next, buffer);
    }
  }

  private int fetch(long position, ByteBuffer buffer) throws IOException {
    int wanted = Math.min(buffer.remaining(), partSize);
    byte[] content;
    try {
      content =
          download(
                  blob,
                  new BlobRange(position, (long) wanted),
                  new BlobRequestConditions().setIfMatch(version))
              .getValue()
              .toBytes();
    } catch (RuntimeException e) {
      throw AzureFailure.of("read", location, e);
    }
    if (content.length != wanted) {
      throw new IOException(
          "Cannot read '"
              + location
              + "': the store sent "
              + content.length
              + " bytes instead of "
              + wanted);
    }
    buffer.put(content);
    return wanted;
  }

  /** Without the client's own second layer of retries. */
  private static BlobDownloadContentResponse download(
      BlockBlobClient blob, BlobRange range, BlobRequestConditions conditions) {
    return blob.downloadContentWithResponse(
        new BlobDownloadContentOptions()
            .setRange(range)
            .setRequestConditions(conditions)
            .setDownloadRetryOptions(new DownloadRetryOptions().setMaxRetryRequests(0)),
        null,
        Context.NONE);
  }

  @Override
  public void close() {
    // there is nothing open
  }
}
