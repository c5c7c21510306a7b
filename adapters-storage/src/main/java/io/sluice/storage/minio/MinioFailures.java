package io.sluice.storage.minio;

import io.sluice.storage.s3.S3Failures;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Failures that only MinIO has, because its objects lie in folders of a disk. */
final class MinioFailures extends S3Failures {
  private static final Map<String, String> REASONS =
      Map.of(
          "XMinioParentIsObject", "an object has the name of a folder above it",
          "XMinioStorageFull", "the store's disks are full",
          "XMinioServerNotInitialized", "the store is still starting",
          "XMinioInvalidObjectName", "the store's disks cannot hold an object of this name");

  MinioFailures() {
    super(MinioConfig.BLOCK);
  }

  @Override
  protected String reason(AwsServiceException cause) {
    String known = REASONS.get(code(cause));
    return known == null ? super.reason(cause) : known;
  }
}
