package io.sluice.delta.standalone;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.VersionLog;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The data files that one version added as new data; compacted ones hold rows that were there. */
final class AddedFiles extends DataFiles {
  private final Queue<AddFile> files;

  private AddedFiles(Location table, Collection<AddFile> files) {
    super(table);
    this.files = new ArrayDeque<>(files);
  }

  static AddedFiles of(Location table, DeltaLog log, long version) throws IOException {
    return StandaloneFailures.translate(
        table,
        () -> {
          Iterator<VersionLog> changes = log.getChanges(version, false);
          if (!changes.hasNext()) {
            throw notThere(table, version);
          }
          VersionLog entry = changes.next();
          if (entry.getVersion() != version) {
            throw notThere(table, version);
          }
          List<AddFile> added = new ArrayList<>();
          for (Action action : entry.getActions()) {
            if (action instanceof AddFile file && file.isDataChange()) {
              added.add(file);
            }
          }
          return new AddedFiles(table, added);
        });
  }

  private static SluiceException notThere(Location table, long version) {
    return new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot read what version "
            + version
            + " of table "
            + table
            + " added: it has no such entry",
        "Ask for a version that is still in the log");
  }

  @Override
  Optional<AddFile> next() {
    return Optional.ofNullable(files.poll());
  }

  @Override
  public void close() {
    files.clear();
  }
}
