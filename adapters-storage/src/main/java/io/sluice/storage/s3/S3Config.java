package io.sluice.storage.s3;

import com.typesafe.config.Config;
import io.sluice.storage.block.BlockConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@code sluice.storage.s3} block, and what that of MinIO has in common with it.
 *
 * @param block the path of the block, for messages
 * @param endpoint empty for Amazon's own
 * @param region empty where the environment or the store tells
 * @param pathStyleAccess whether the bucket stands in the path instead of in the host name
 * @param keys empty for the usual places of an AWS client
 * @param role to take on with them
 * @param tlsCaFile authorities to trust besides those of Java
 * @param partBytes how much of an object is sent at once
 */
public record S3Config(
    String block,
    Optional<String> endpoint,
    Optional<String> region,
    boolean pathStyleAccess,
    Optional<S3Keys> keys,
    Optional<S3Role> role,
    Optional<Path> tlsCaFile,
    S3Encryption encryption,
    long partBytes) {
  private static final String BLOCK = "sluice.storage.s3";
  private static final long MIN_PART = 5L << 20;
  private static final long MAX_PART = 64L << 20;

  /**
   * Reads the block.
   *
   * @throws io.sluice.domain.error.SluiceException {@code CONFIGURATION} naming the key
   */
  public static S3Config from(Config root) {
    BlockConfig block = new BlockConfig(root, BLOCK);
    return common(
        root,
        BLOCK,
        block.text("role-arn").map(arn -> new S3Role(arn, block.text("role-external-id"))));
  }

  /** What every block of a store has that speaks S3. */
  public static S3Config common(Config root, String path, Optional<S3Role> role) {
    BlockConfig block = new BlockConfig(root, path);
    return new S3Config(
        path,
        endpoint(block),
        block.text("region"),
        block.flag("path-style-access"),
        keys(block),
        role,
        block.file("tls-ca-file"),
        encryption(new BlockConfig(root, path + ".encryption")),
        block.bytes("part-size", MIN_PART, MAX_PART));
  }

  private static Optional<String> endpoint(BlockConfig block) {
    Optional<String> endpoint = block.text("endpoint");
    endpoint
        .filter(text -> !text.matches("https?://[^/?#@\\s]+/?"))
        .ifPresent(
            text -> {
              throw block.invalid(
                  "endpoint",
                  "it is no address of the form http://host:port or https://host",
                  "write such an address, without a bucket and without a password",
                  null);
            });
    return endpoint;
  }

  private static Optional<S3Keys> keys(BlockConfig block) {
    Optional<String> access = block.text("access-key");
    Optional<String> secret = block.text("secret-key");
    if (access.isPresent() != secret.isPresent()) {
      throw block.invalid(
          access.isPresent() ? "secret-key" : "access-key",
          "only the other half of the pair is set",
          "set both, or none for the usual places of an AWS client",
          null);
    }
    Optional<String> token = block.text("session-token");
    if (token.isPresent() && access.isEmpty()) {
      throw block.invalid(
          "session-token", "it has no keys to go with", "set access-key and secret-key", null);
    }
    return access.map(id -> new S3Keys(id, secret.orElseThrow(), token));
  }

  private static S3Encryption encryption(BlockConfig block) {
    S3Encryption.Algorithm algorithm = block.choice("algorithm", S3Encryption.Algorithm.class);
    Optional<String> key = block.text("kms-key-id");
    if (key.isPresent() && algorithm != S3Encryption.Algorithm.SSE_KMS) {
      throw block.invalid(
          "kms-key-id",
          "the algorithm is " + BlockConfig.spelling(algorithm),
          "set " + block.key("algorithm") + " = sse-kms",
          null);
    }
    return new S3Encryption(algorithm, key);
  }
}
