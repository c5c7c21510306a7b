package io.sluice.storage.s3;

import io.sluice.storage.hadoop.Handle;
import java.net.URI;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.s3a.S3ClientFactory;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** Gives Hadoop's connector the client that there is; made by it, by reflection. */
public final class SharedS3ClientFactory extends Configured implements S3ClientFactory {
  @Override
  public S3Client createS3Client(URI uri, S3ClientCreationParameters parameters) {
    return new Shared(Handle.find(getConf(), S3Client.class));
  }

  /** The connector copies and renames with it. */
  @Override
  public S3AsyncClient createS3AsyncClient(URI uri, S3ClientCreationParameters parameters) {
    throw new UnsupportedOperationException("nothing is copied or renamed in an object store");
  }

  @Override
  public S3TransferManager createS3TransferManager(S3AsyncClient client) {
    throw new UnsupportedOperationException("nothing is copied or renamed in an object store");
  }

  /** The connector closes its client; this one is not only its own. */
  private static final class Shared extends DelegatingS3Client {
    Shared(S3Client client) {
      super(client);
    }

    @Override
    public void close() {
      // the backend does
    }
  }
}
