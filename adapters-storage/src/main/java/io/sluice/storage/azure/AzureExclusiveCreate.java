package io.sluice.storage.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import java.io.IOException;
import java.net.HttpURLConnection;

/**
 * Exclusive create by one Put Blob that holds only where no blob is. The service takes the content
 * with the request, so that the blob appears whole.
 */
public final class AzureExclusiveCreate implements ExclusiveCreate {
  private static final String ANY = "*";

  private final AzureClients clients;

  AzureExclusiveCreate(AzureClients clients) {
    this.clients = clients;
  }

  /** An answer that was lost makes the repeated request meet its own blob: it exists, too. */
  @Override
  public void create(Location location, byte[] content) throws IOException {
    BlockBlobSimpleUploadOptions request =
        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content))
            .setRequestConditions(new BlobRequestConditions().setIfNoneMatch(ANY));
    try {
      clients.blob(AzureLocation.of(location)).uploadWithResponse(request, null, Context.NONE);
    } catch (BlobStorageException e) {
      if (exists(e)) {
        throw new ObjectAlreadyExistsException(location, e);
      }
      throw AzureFailure.of("create", location, e);
    } catch (RuntimeException e) {
      throw AzureFailure.of("create", location, e);
    }
  }

  private static boolean exists(BlobStorageException failure) {
    return BlobErrorCode.BLOB_ALREADY_EXISTS.equals(failure.getErrorCode())
        || failure.getStatusCode() == HttpURLConnection.HTTP_PRECON_FAILED;
  }
}
