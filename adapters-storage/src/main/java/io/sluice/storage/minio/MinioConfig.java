package io.sluice.storage.minio;

import com.typesafe.config.Config;
import io.sluice.storage.s3.S3Config;
import java.util.Optional;

/**
 * The {@code sluice.storage.minio} block.
 *
 * @param s3 what it has in common with Amazon's
 */
public record MinioConfig(S3Config s3) {
  public static final String BLOCK = "sluice.storage.minio";

  /**
   * Reads the block.
   *
   * @throws io.sluice.domain.error.SluiceException {@code CONFIGURATION} naming the key
   */
  public static MinioConfig from(Config root) {
    return new MinioConfig(S3Config.common(root, BLOCK, Optional.empty()));
  }

  /** Where the store is; empty while MinIO is not used. */
  public Optional<String> endpoint() {
    return s3.endpoint();
  }
}
