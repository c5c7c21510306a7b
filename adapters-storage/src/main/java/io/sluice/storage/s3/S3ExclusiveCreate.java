package io.sluice.storage.s3;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Exclusive create by a conditional write: one PUT with {@code If-None-Match: *}, which the store
 * refuses where the key is taken. It makes the object visible whole, and its answer says that it is
 * durable.
 *
 * <p>The client sends a request again whose answer was lost. If the first had landed, the second is
 * refused by our own object; who is told that it exists reads it and finds that out.
 */
public class S3ExclusiveCreate implements ExclusiveCreate {
  private static final int PRECONDITION_FAILED = 412;

  private final S3Connection connection;

  public S3ExclusiveCreate(S3Connection connection) {
    this.connection = connection;
  }

  @Override
  public final void create(Location location, byte[] content) throws IOException {
    S3Address address = S3Address.of(location);
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(address.bucket()).key(address.key()).ifNoneMatch("*");
    connection.config().encryption().ask(request);
    try {
      connection.client().putObject(request.build(), RequestBody.fromBytes(content));
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        throw new ObjectAlreadyExistsException(location, e);
      }
      throw connection.failures().of("create", location, e);
    } catch (SdkException e) {
      throw connection.failures().of("create", location, e);
    }
  }
}
