package io.sluice.delta.log;

import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import io.sluice.ports.out.StorageBackend;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The log of one table on the storage ports. An entry that exists is told by {@link
 * ObjectAlreadyExistsException} and never by {@link FileAlreadyExistsException}: on the latter
 * Delta Standalone would move the commit to a later version by itself, without looking at
 * transactions in entries that have no data files. So a commit is a compare-and-swap, and its
 * caller decides.
 */
public final class ExclusiveCreateLogStore extends LogStore {
  private final StorageBackend backend;
  private final Location table;

  /** Called by Delta, by reflection. */
  public ExclusiveCreateLogStore(Configuration configuration) {
    super(configuration);
    LogStoreRegistry.Binding binding = LogStoreRegistry.find(configuration);
    this.backend = binding.backend();
    this.table = binding.table();
  }

  @Override
  public CloseableIterator<String> read(Path path, Configuration configuration) throws IOException {
    try {
      return new Lines(LogFolder.read(backend.objects(), locate(path)).lines().iterator());
    } catch (NoSuchFileException e) {
      FileNotFoundException missing = new FileNotFoundException(path.toString());
      missing.initCause(e);
      throw missing;
    }
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    StringBuilder text = new StringBuilder();
    actions.forEachRemaining(action -> text.append(action).append('\n'));
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    if (overwrite) {
      backend.objects().write(locate(path), content);
    } else {
      create(locate(path), content);
    }
  }

  @Override
  public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
    Path folder = path.getParent();
    Location location = table.child(folder.getName());
    String first = path.getName();
    return new Statuses(
        folder,
        new LogListing(
            backend.objects(), location, first, backend.objects().listFrom(location, first)));
  }

  @Override
  public Path resolvePathOnPhysicalStorage(Path path, Configuration configuration) {
    return path;
  }

  /** Checkpoints bypass the log store; this decides whether they are written under another name. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return backend.isPartialWriteVisible();
  }

  private void create(Location location, byte[] content) throws IOException {
    try {
      backend.exclusiveCreate().create(location, content);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("Cannot tell whether '" + location + "' was created", e);
    }
  }

  private Location locate(Path path) {
    return table.child(path.getParent().getName() + "/" + path.getName());
  }

  /** Looks at an object when it is its turn: the engine rarely goes through all of them. */
  private record Statuses(Path folder, Iterator<ObjectSummary> objects)
      implements Iterator<FileStatus> {
    @Override
    public boolean hasNext() {
      return objects.hasNext();
    }

    @Override
    public FileStatus next() {
      ObjectSummary object = objects.next();
      Path path = new Path(folder, LogName.of(object.location()).text());
      return new FileStatus(object.bytes(), false, 1, 0, object.modifiedAtMillis(), path);
    }
  }

  /** Lines of an object that is read already. */
  private record Lines(Iterator<String> lines) implements CloseableIterator<String> {
    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public String next() {
      return lines.next();
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
