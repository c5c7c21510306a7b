package io.sluice.delta.standalone;

import io.delta.standalone.actions.AddFile;
import io.delta.standalone.data.CloseableIterator;
import io.sluice.domain.table.Location;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** The data files of a version, as the engine finds them in the log. */
final class LiveFiles extends DataFiles {
  private final CloseableIterator<AddFile> files;
  private final Predicate<AddFile> wanted;

  LiveFiles(Location table, TableSnapshot snapshot) throws IOException {
    this(table, snapshot, file -> true);
  }

  /** Only those that are wanted. */
  LiveFiles(Location table, TableSnapshot snapshot, Predicate<AddFile> wanted) throws IOException {
    super(table);
    this.wanted = wanted;
    this.files = StandaloneFailures.translate(table, () -> snapshot.files().scan().getFiles());
  }

  @Override
  Optional<AddFile> next() throws IOException {
    return StandaloneFailures.translate(
        table(),
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

  @Override
  public void close() throws IOException {
    files.close();
  }
}
