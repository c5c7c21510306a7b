package io.sluice.delta.standalone;

import io.delta.standalone.actions.AddFile;
import io.sluice.domain.table.Location;
import java.io.IOException;
import java.util.Optional;

/** Data files of a table, one after the other, as the log names them. */
abstract class DataFiles implements AutoCloseable {
  private final Location table;

  DataFiles(Location table) {
    this.table = table;
  }

  Location table() {
    return table;
  }

  /** The next one; empty at the end. */
  abstract Optional<AddFile> next() throws IOException;

  /** Where a file lies. */
  final Location locate(AddFile file) throws IOException {
    return StandaloneFailures.translate(table, () -> DataPaths.locate(table, file.getPath()));
  }

  @Override
  public abstract void close() throws IOException;
}
