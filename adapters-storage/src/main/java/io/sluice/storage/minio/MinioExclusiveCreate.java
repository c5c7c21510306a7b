package io.sluice.storage.minio;

import io.sluice.storage.s3.S3Connection;
import io.sluice.storage.s3.S3ExclusiveCreate;

/**
 * MinIO keeps S3's conditional writes; other stores that speak S3 may not, which is tried at every
 * start.
 */
public final class MinioExclusiveCreate extends S3ExclusiveCreate {
  MinioExclusiveCreate(S3Connection connection) {
    super(connection);
  }
}
