package io.sluice.storage.s3;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import java.util.Optional;

/**
 * Bucket and key of a location.
 *
 * @param key without a slash at either end; empty for the bucket itself
 */
record S3Address(String bucket, String key) {
  static S3Address of(Location location) {
    String bucket = location.uri().getRawAuthority();
    if (bucket == null) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot use '" + location + "': it names no bucket",
          "write s3://bucket/path");
    }
    return new S3Address(bucket, location.uri().getPath().replaceAll("^/+|/+$", ""));
  }

  /** What the keys of everything below begin with. */
  String prefix() {
    return key.isEmpty() ? "" : key + "/";
  }

  /**
   * The location of an object below a folder; empty for what only looks like a folder, and for keys
   * that no location can name because a segment of them is empty or made of dots.
   *
   * @param found its key
   */
  Optional<Location> below(Location folder, String found) {
    String relative = found.substring(prefix().length());
    for (String segment : relative.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return Optional.empty();
      }
    }
    return Optional.of(folder.child(relative));
  }
}
