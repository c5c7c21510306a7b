package io.sluice.storage.s3;

import java.util.Optional;

/**
 * Keys that stand in the configuration.
 *
 * @param sessionToken with temporary keys
 */
public record S3Keys(String accessKey, String secretKey, Optional<String> sessionToken) {
  /** Nothing of it. */
  @Override
  public String toString() {
    return "********";
  }
}
