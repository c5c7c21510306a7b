package io.sluice.delta.standalone;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a table may be created where there is none. */
final class TableVacancy {
  private static final Pattern DATA_FILE =
      Pattern.compile("(.*/)?part-\\d+-[0-9a-f-]{36}-\\d+\\.c000(\\.\\w+)?\\.parquet");

  private final StandaloneTable table;

  TableVacancy(StandaloneTable table) {
    this.table = table;
  }

  /**
   * Whether the place is free; false when there is the log of a table.
   *
   * @throws SluiceException {@code CONFIGURATION} when something else is there
   */
  boolean isFree() throws IOException {
    if (table.logFolder().isLog()) {
      return false;
    }
    requireNoStranger();
    return true;
  }

  /**
   * Passes when the engine, asked after the log was seen, has read a version of it.
   *
   * @throws SluiceException {@code STORAGE} when it took the log for none
   */
  void requireRead(TableVersion version) {
    if (!version.exists()) {
      throw new SluiceException(
          ErrorCode.STORAGE,
          "Cannot read table "
              + table.location()
              + ": its log does not begin with version 0 and has"
              + " no checkpoint",
          "Log entries were removed; restore the table's _delta_log from a backup");
    }
  }

  private void requireNoStranger() throws IOException {
    Optional<ObjectSummary> stranger =
        table.backend().objects().list(table.location()).stream()
            .filter(object -> !isOurs(object.location()))
            .findFirst();
    if (stranger.isPresent()) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot write to "
              + table.location()
              + ": it is no table, and holds "
              + stranger.get().location(),
          "Let sluice.table.location name a Delta table, or a place where there is nothing yet");
    }
  }

  /**
   * Hidden files count as nothing, like everywhere in Delta; a data file of ours is there when a
   * first run was cut off before its first commit.
   */
  private boolean isOurs(Location object) {
    String prefix = table.location().uri().getPath() + "/";
    String path = object.uri().getPath().substring(prefix.length());
    return Arrays.stream(path.split("/", -1))
            .anyMatch(segment -> segment.startsWith("_") || segment.startsWith("."))
        || DATA_FILE.matcher(path).matches();
  }
}
