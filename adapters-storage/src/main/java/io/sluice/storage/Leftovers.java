package io.sluice.storage;

import io.sluice.domain.table.Location;
import io.sluice.storage.local.LocalLeftovers;
import java.time.Instant;

/**
 * What killed processes left of exclusive creates. Only a local disk keeps such files: an object
 * store has a whole object or none.
 */
public final class Leftovers {
  private Leftovers() {}

  /**
   * Removes those directly in the folder that no living process can still want.
   *
   * @return how many; never fails
   */
  public static int remove(Location folder, Instant now) {
    return folder.scheme().equals("file") ? LocalLeftovers.remove(folder.toPath(), now) : 0;
  }
}
