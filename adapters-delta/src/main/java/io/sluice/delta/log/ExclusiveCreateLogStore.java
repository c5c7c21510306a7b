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
import java.util.Optional;
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
  private final LogTail tail;

  /** Called by Delta, by reflection. */
  public ExclusiveCreateLogStore(Configuration configuration) {
    super(configuration);
    LogStoreRegistry.Binding binding = LogStoreRegistry.find(configuration);
    this.backend = binding.backend();
    this.table = binding.table();
    this.tail = new LogTail(backend.objects(), LogFolder.of(table));
  }

  @Override
  public CloseableIterator<String> read(Path path, Configuration configuration) throws IOException {
    Location location = locate(path);
    try {
      Optional<String> remembered = tail.text(location);
      String text =
          remembered.isPresent() ? remembered.get() : LogFolder.read(backend.objects(), location);
      if (CheckpointPointer.isNamed(path.getName())
          && CheckpointPointer.leadsNowhere(backend.objects(), LogFolder.of(table), text)) {
        throw new NoSuchFileException(location + ", or the checkpoint that it names");
      }
      return new Lines(text.lines().iterator());
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
    Location location = locate(path);
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    if (overwrite) {
      backend.objects().write(location, content);
    } else {
      create(location, content);
      tail.created(
          new ObjectSummary(location, content.length, System.currentTimeMillis()), text.toString());
    }
  }

  @Override
  public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
    Path folder = path.getParent();
    return new Statuses(folder, tail.from(path.getName()));
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
