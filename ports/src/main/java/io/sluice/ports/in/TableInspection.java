package io.sluice.ports.in;

import io.sluice.domain.commit.CompletenessCheck;
import io.sluice.domain.table.Location;
import java.io.IOException;
import java.util.List;

/** Asks tables about themselves. */
public interface TableInspection {
  /**
   * Proves that every offset that the table says it has passed is a row, a dead letter or a hole in
   * the source.
   *
   * @throws io.sluice.domain.error.SluiceException when there is no table to ask
   */
  Verification verify(Location table) throws IOException;

  /**
   * What was found.
   *
   * @param log the log held against itself
   * @param missingFiles data files and objects with dead letters that the table names and the store
   *     does not have
   */
  record Verification(CompletenessCheck.Report log, List<String> missingFiles) {
    public Verification {
      missingFiles = List.copyOf(missingFiles);
    }

    public boolean isComplete() {
      return log.isComplete() && missingFiles.isEmpty();
    }
  }
}
