package io.sluice.storage.s3;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects of buckets. What is asked for with every commit goes straight to the store: Hadoop's
 * connector looks for folders, too, and cannot begin a listing at a name. Large objects are written
 * through the connector, which sends their parts beside the writer.
 */
public class S3ObjectStore implements ObjectStore {
  private static final int NOT_FOUND = 404;

  private final S3Connection connection;

  public S3ObjectStore(S3Connection connection) {
    this.connection = connection;
  }

  @Override
  public final Optional<ObjectSummary> find(Location location) throws IOException {
    S3Address address = S3Address.of(location);
    try {
      HeadObjectResponse found =
          connection
              .client()
              .headObject(request -> request.bucket(address.bucket()).key(address.key()));
      return Optional.of(
          new ObjectSummary(location, found.contentLength(), millis(found.lastModified())));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw connection.failures().of("find", location, e);
    } catch (SdkException e) {
      throw connection.failures().of("find", location, e);
    }
  }

  @Override
  public final ObjectReader read(Location location) throws IOException {
    return S3ObjectReader.open(location, connection);
  }

  @Override
  public final ObjectWriter write(Location location) throws IOException {
    return S3ObjectWriter.open(location, connection);
  }

  /** As one request. */
  @Override
  public final void write(Location location, byte[] content) throws IOException {
    S3Address address = S3Address.of(location);
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(address.bucket()).key(address.key());
    connection.config().encryption().ask(request);
    try {
      connection.client().putObject(request.build(), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw connection.failures().of("write", location, e);
    }
  }

  @Override
  public final List<ObjectSummary> list(Location folder) throws IOException {
    S3Address address = S3Address.of(folder);
    return list(folder, ListObjectsV2Request.builder().prefix(address.prefix()));
  }

  @Override
  public final List<ObjectSummary> listFrom(Location folder, String first) throws IOException {
    S3Address address = S3Address.of(folder);
    String prefix = address.prefix();
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().prefix(prefix).delimiter("/");
    if (!first.isEmpty()) {
      // A listing begins after a key, and the first that is wanted may be there.
      request.startAfter(prefix + first.substring(0, first.length() - 1));
    }
    return list(folder, request).stream()
        .filter(object -> object.nameIn(folder).compareTo(first) >= 0)
        .sorted(Comparator.comparing(object -> object.nameIn(folder)))
        .toList();
  }

  private List<ObjectSummary> list(Location folder, ListObjectsV2Request.Builder request)
      throws IOException {
    S3Address address = S3Address.of(folder);
    List<ObjectSummary> found = new ArrayList<>();
    try {
      for (S3Object object :
          connection
              .client()
              .listObjectsV2Paginator(request.bucket(address.bucket()).build())
              .contents()) {
        address
            .below(folder, object.key())
            .map(
                location ->
                    new ObjectSummary(location, object.size(), millis(object.lastModified())))
            .ifPresent(found::add);
      }
    } catch (SdkException e) {
      throw connection.failures().of("list", folder, e);
    }
    // The store sorts by the bytes of the key, in which nothing is encoded.
    found.sort(Comparator.comparing(object -> object.location().toString()));
    return found;
  }

  @Override
  public final void delete(Location location) throws IOException {
    S3Address address = S3Address.of(location);
    try {
      connection
          .client()
          .deleteObject(request -> request.bucket(address.bucket()).key(address.key()));
    } catch (SdkException e) {
      throw connection.failures().of("delete", location, e);
    }
  }

  /** In whole seconds: that is all that the header of an object says, and a listing must agree. */
  private static long millis(Instant modified) {
    return modified.truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
  }
}
