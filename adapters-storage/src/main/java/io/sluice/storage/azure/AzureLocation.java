package io.sluice.storage.azure;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;

/**
 * A location in the blob service's terms.
 *
 * @param host of the account's blob service
 * @param blob its name, not encoded; empty for the container itself
 */
record AzureLocation(String account, String host, String container, String blob) {
  /**
   * Takes a location apart.
   *
   * @throws SluiceException {@code CONFIGURATION} when it names no container of an account, or
   *     holds what the service would change
   */
  static AzureLocation of(Location location) {
    String authority = location.uri().getRawAuthority();
    int at = authority == null ? -1 : authority.indexOf('@');
    String host = at < 1 ? "" : authority.substring(at + 1);
    int dot = host.indexOf('.');
    boolean isService = host.contains(".dfs.") || host.contains(".blob.");
    if (dot < 1 || !isService || host.indexOf(':') >= 0) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot use '" + location + "': it names no container of a storage account",
          "write it as abfss://container@account.dfs.core.windows.net/path");
    }
    String path = location.uri().getPath();
    if (path.indexOf('\\') >= 0) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot use '" + location + "': the service takes the backslash in its name for a slash",
          "use another name");
    }
    return new AzureLocation(
        host.substring(0, dot),
        host.replaceFirst("\\.dfs\\.", ".blob."),
        authority.substring(0, at),
        path.substring(1));
  }

  /** What the names of all blobs below it begin with. */
  String prefix() {
    return blob.isEmpty() ? "" : blob + "/";
  }
}
