package io.sluice.delta.standalone;

import io.delta.standalone.actions.AddFile;
import io.delta.standalone.data.CloseableIterator;
import io.sluice.domain.table.Location;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** The data files of a version, one after the other, as the engine finds them in the log. */
final class LiveFiles implements AutoCloseable {
  private final Location table;
  private final CloseableIterator<AddFile> files;
  private final Predicate<AddFile> wanted;

  LiveFiles(Location table, TableSnapshot snapshot) throws IOException {
    this(table, snapshot, file -> true);
  }

  /** Only those that are wanted. */
  LiveFiles(Location table, TableSnapshot snapshot, Predicate<AddFile> wanted) throws IOException {
    this.table = table;
    this.wanted = wanted;
    this.files = StandaloneFailures.translate(table, () -> snapshot.files().scan().getFiles());
  }

  /** The next one; empty at the end. */
  Optional<AddFile> next() throws IOException {
    return StandaloneFailures.translate(
        table,
        () -> {
          while (files.hasNext()) {
            AddFile file = files.next();
            if (wanted.test(file)) {
              return Optional.of(file);
            }
          }
          return Optional.empty();
        });
  }

  /** Where a file lies. */
  Location locate(AddFile file) throws IOException {
    return StandaloneFailures.translate(table, () -> DataPaths.locate(table, file.getPath()));
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
