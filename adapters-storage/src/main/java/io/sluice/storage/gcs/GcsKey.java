package io.sluice.storage.gcs;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;

/**
 * A location in the store's terms.
 *
 * @param name of the object, as it is: nothing in it is encoded
 */
record GcsKey(String bucket, String name) {
  static GcsKey of(Location location) {
    String bucket = location.uri().getRawAuthority();
    if (bucket == null) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot use '" + location + "': it names no bucket",
          "write gs://bucket/path");
    }
    return new GcsKey(bucket, location.uri().getPath().substring(1));
  }

  /** What the names of all objects below a folder begin with. */
  static GcsKey folder(Location location) {
    GcsKey key = of(location);
    return key.name.isEmpty() ? key : new GcsKey(key.bucket, key.name + "/");
  }
}
