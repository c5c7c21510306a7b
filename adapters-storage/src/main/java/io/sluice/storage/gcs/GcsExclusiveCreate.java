package io.sluice.storage.gcs;

import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.BlobInfo;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage.BlobTargetOption;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import java.io.IOException;

/**
 * Exclusive create by one insert that carries the content and the condition that the object has no
 * generation. An insert that is repeated after a lost answer can meet itself: then the object
 * exists, and who asked finds out whose it is.
 */
public final class GcsExclusiveCreate implements ExclusiveCreate {
  private final GcsClient client;

  GcsExclusiveCreate(GcsClient client) {
    this.client = client;
  }

  @Override
  public void create(Location location, byte[] content) throws IOException {
    GcsKey key = GcsKey.of(location);
    BlobTargetOption[] options = client.options().target(BlobTargetOption.doesNotExist());
    try {
      client.call(
          "create",
          location,
          storage ->
              storage.create(
                  BlobInfo.newBuilder(key.bucket(), key.name()).build(), content, options));
    } catch (IOException e) {
      if (GcsFailure.status(e) == GcsFailure.PRECONDITION_FAILED) {
        throw new ObjectAlreadyExistsException(location, e);
      }
      throw e;
    }
  }
}
