package io.sluice.bootstrap.wiring;

import io.sluice.delta.log.LogFolder;
import io.sluice.domain.table.Location;
import io.sluice.storage.Leftovers;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what killed writers left in the table's log, where that leaves anything at all. */
final class StartCleaning {
  private static final Logger LOG = LoggerFactory.getLogger(StartCleaning.class);

  private StartCleaning() {}

  static void of(Location table, Instant now) {
    int removed = Leftovers.remove(LogFolder.of(table), now);
    if (removed > 0) {
      LOG.atInfo()
          .addKeyValue("table", table)
          .addKeyValue("files", removed)
          .log("Removed temporary files of killed processes");
    }
  }
}
