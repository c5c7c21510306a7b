package io.sluice.storage;

import com.typesafe.config.Config;
import io.sluice.storage.azure.AzureConfig;
import io.sluice.storage.block.BlockConfig;
import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.gcs.GcsConfig;
import io.sluice.storage.local.LocalConfig;
import io.sluice.storage.minio.MinioConfig;
import io.sluice.storage.s3.S3Config;

/**
 * The {@code sluice.storage} block.
 *
 * @param backend which backend keeps the objects
 * @param singleWriter whether a store without exclusive create is accepted
 * @param connection how stores on a network are talked to
 */
public record StorageConfig(
    BackendChoice backend,
    boolean singleWriter,
    ConnectionConfig connection,
    LocalConfig local,
    MinioConfig minio,
    S3Config s3,
    AzureConfig azure,
    GcsConfig gcs) {

  /**
   * Reads the block.
   *
   * @throws io.sluice.domain.error.SluiceException {@code CONFIGURATION} naming the key whose value
   *     is missing or wrong
   */
  public static StorageConfig from(Config root) {
    BlockConfig block = new BlockConfig(root, "sluice.storage");
    BackendChoice backend = block.choice("backend", BackendChoice.class);
    MinioConfig minio = MinioConfig.from(root);
    if (backend == BackendChoice.MINIO && minio.endpoint().isEmpty()) {
      throw new BlockConfig(root, "sluice.storage.minio")
          .invalid(
              "endpoint",
              "sluice.storage.backend = minio needs it",
              "set it to the address of the store, such as http://localhost:9000",
              null);
    }
    return new StorageConfig(
        backend,
        block.flag("single-writer"),
        ConnectionConfig.from(root),
        LocalConfig.from(root),
        minio,
        S3Config.from(root),
        AzureConfig.from(root),
        GcsConfig.from(root));
  }

  /** Whether {@code s3://} means MinIO. */
  boolean isMinio() {
    return backend == BackendChoice.MINIO
        || (backend == BackendChoice.AUTO && minio.endpoint().isPresent());
  }
}
