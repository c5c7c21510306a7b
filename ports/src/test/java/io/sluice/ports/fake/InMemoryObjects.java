package io.sluice.ports.fake;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** An object store, with exclusive create, in memory. Safe for threads. */
public final class InMemoryObjects implements ObjectStore, ExclusiveCreate {
  private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();

  // Never compared, never changed.
  @SuppressWarnings("ArrayRecordComponent")
  private record Stored(Location location, byte[] content) {
    private ObjectSummary summary() {
      return new ObjectSummary(location, content.length, 0);
    }
  }

  @Override
  public void create(Location location, byte[] content) throws IOException {
    if (objects.putIfAbsent(location.toString(), new Stored(location, content.clone())) != null) {
      throw new ObjectAlreadyExistsException(location);
    }
  }

  @Override
  public Optional<ObjectSummary> find(Location location) {
    return Optional.ofNullable(objects.get(location.toString())).map(Stored::summary);
  }

  @Override
  public ObjectReader read(Location location) throws IOException {
    Stored stored = objects.get(location.toString());
    if (stored == null) {
      throw new NoSuchFileException("Cannot read '" + location + "': it is not there");
    }
    return new MemoryReader(stored);
  }

  @Override
  public ObjectWriter write(Location location) {
    return new MemoryWriter(location);
  }

  @Override
  public List<ObjectSummary> list(Location folder) {
    String prefix = folder + "/";
    return objects.tailMap(prefix).values().stream()
        .takeWhile(stored -> stored.location().toString().startsWith(prefix))
        .map(Stored::summary)
        .toList();
  }

  @Override
  public void delete(Location location) {
    objects.remove(location.toString());
  }

  private record MemoryReader(Stored stored) implements ObjectReader {
    @Override
    public long length() {
      return stored.content().length;
    }

    @Override
    public void readFully(long position, ByteBuffer buffer) throws IOException {
      if (position + buffer.remaining() > length()) {
        throw new EOFException("'" + stored.location() + "' ends at " + length());
      }
      buffer.put(stored.content(), (int) position, buffer.remaining());
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private final class MemoryWriter extends ObjectWriter {
    private final Location location;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean closed;

    private MemoryWriter(Location location) {
      this.location = location;
    }

    @Override
    public void write(int value) throws IOException {
      requireOpen();
      content.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      requireOpen();
      content.write(bytes, offset, length);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        objects.put(location.toString(), new Stored(location, content.toByteArray()));
      }
    }

    @Override
    public void abort() {
      closed = true;
    }

    private void requireOpen() throws IOException {
      if (closed) {
        throw new IOException("Cannot write '" + location + "': it is closed");
      }
    }
  }
}
