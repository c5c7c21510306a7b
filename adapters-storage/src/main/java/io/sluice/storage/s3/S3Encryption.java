package io.sluice.storage.s3;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * How the store encrypts what is written.
 *
 * @param kmsKeyId empty for the account's own; only with {@link Algorithm#SSE_KMS}
 */
public record S3Encryption(Algorithm algorithm, Optional<String> kmsKeyId) {
  /** What to ask the store for. */
  public enum Algorithm {
    /** What the bucket does by itself. */
    DEFAULT,
    /** With keys of the store. */
    SSE_S3,
    /** With keys of the key management service. */
    SSE_KMS
  }

  void ask(PutObjectRequest.Builder request) {
    switch (algorithm) {
      case SSE_S3 -> request.serverSideEncryption(ServerSideEncryption.AES256);
      case SSE_KMS -> {
        request.serverSideEncryption(ServerSideEncryption.AWS_KMS);
        kmsKeyId.ifPresent(request::ssekmsKeyId);
      }
      case DEFAULT -> {
        // The bucket decides.
      }
    }
  }

  /** The same in the connector's terms. */
  Map<String, String> connectorProperties() {
    return switch (algorithm) {
      case DEFAULT -> Map.of();
      case SSE_S3 -> Map.of("fs.s3a.encryption.algorithm", "AES256");
      case SSE_KMS ->
          Map.of(
              "fs.s3a.encryption.algorithm",
              "SSE-KMS",
              "fs.s3a.encryption.key",
              kmsKeyId.orElse(""));
    };
  }
}
