package io.sluice.delta.simulation;

import io.sluice.delta.simulation.StoredObjects.Stored;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.simulation.Fault;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** The store as one process sees it. */
final class SimulatedObjects implements ObjectStore {
  /** When this cannot be read, the engine sleeps for seconds by the machine's own clock. */
  private static final String CHECKPOINT_POINTER = "_last_checkpoint";

  private final StoredObjects stored;
  private final Connection connection;
  private final boolean disk;

  /**
   * @param disk whether what is written has another name until it is whole
   */
  SimulatedObjects(StoredObjects stored, Connection connection, boolean disk) {
    this.stored = stored;
    this.connection = connection;
    this.disk = disk;
  }

  static boolean isHidden(Location location) {
    return nameOf(location).startsWith(".");
  }

  static String nameOf(Location location) {
    String path = location.uri().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public Optional<ObjectSummary> find(Location location) throws IOException {
    connection.request();
    connection.failIf(Fault.READ_FAILS);
    return stored.find(location).map(Stored::summary);
  }

  @Override
  public ObjectReader read(Location location) throws IOException {
    connection.request();
    if (!nameOf(location).equals(CHECKPOINT_POINTER)) {
      connection.failIf(Fault.READ_FAILS);
    }
    byte[] content =
        stored
            .find(location)
            .map(Stored::content)
            .orElseThrow(() -> new NoSuchFileException(location.toString()));
    return new Reader(content);
  }

  @Override
  public ObjectWriter write(Location location) {
    return new Writer(location);
  }

  @Override
  public List<ObjectSummary> list(Location folder) throws IOException {
    connection.request();
    connection.failIf(Fault.READ_FAILS);
    LongPredicate listed = connection.listed();
    List<ObjectSummary> found =
        stored
            .below(folder)
            .filter(object -> !isHidden(object.location()) && listed.test(object.atNanos()))
            .map(Stored::summary)
            .toList();
    connection.answer();
    return found;
  }

  @Override
  public void delete(Location location) throws IOException {
    connection.request();
    connection.failIf(Fault.FILE_FAILS);
    stored.remove(location);
  }

  // Never compared, never changed.
  @SuppressWarnings("ArrayRecordComponent")
  private record Reader(byte[] content) implements ObjectReader {
    @Override
    public long length() {
      return content.length;
    }

    @Override
    public void readFully(long position, ByteBuffer buffer) throws IOException {
      if (position + buffer.remaining() > content.length) {
        throw new EOFException();
      }
      buffer.put(content, Math.toIntExact(position), buffer.remaining());
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private final class Writer extends ObjectWriter {
    private final Location location;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean closed;

    private Writer(Location location) {
      this.location = location;
    }

    @Override
    public void write(int value) {
      content.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      content.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      connection.request();
      connection.failIf(Fault.FILE_FAILS);
      if (disk) {
        Location temporary = StoredObjects.beside(location);
        stored.put(temporary, content.toByteArray());
        connection.step();
        stored.move(temporary, location);
      } else {
        stored.put(location, content.toByteArray());
      }
      connection.say("writes %s", nameOf(location));
      connection.step();
      connection.failIf(Fault.FILE_ANSWER_LOST);
    }

    @Override
    public void abort() {
      closed = true;
    }
  }
}
