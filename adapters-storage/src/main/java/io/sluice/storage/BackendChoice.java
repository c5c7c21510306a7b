package io.sluice.storage;

/** What {@code sluice.storage.backend} can say. */
public enum BackendChoice {
  /** The backend for the scheme of the location. */
  AUTO,
  /** The local disk only. */
  LOCAL,
  /** MinIO, or another store that speaks S3 under an address of its own, only. */
  MINIO,
  /** Amazon S3 only. */
  S3,
  /** Azure Blob Storage, hierarchical or flat, only. */
  AZURE,
  /** Google Cloud Storage only. */
  GCS
}
