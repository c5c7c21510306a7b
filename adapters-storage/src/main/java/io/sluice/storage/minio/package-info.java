/** MinIO, and other stores that speak S3 under an address of their own. */
package io.sluice.storage.minio;
