package io.sluice.storage.minio;

import io.sluice.storage.s3.S3Connection;
import io.sluice.storage.s3.S3ObjectStore;

/** MinIO's objects are S3's. */
public final class MinioObjectStore extends S3ObjectStore {
  MinioObjectStore(S3Connection connection) {
    super(connection);
  }
}
