package io.sluice.ports.contract;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Another store whose objects fail after so many bytes, or when they are closed. */
final class BrittleObjectStore implements ObjectStore {
  private final ObjectStore inner;
  private final long bytesBeforeFailure;
  private final AtomicInteger open = new AtomicInteger();

  BrittleObjectStore(ObjectStore inner, long bytesBeforeFailure) {
    this.inner = inner;
    this.bytesBeforeFailure = bytesBeforeFailure;
  }

  /** How many objects were begun and neither published nor given up. */
  int open() {
    return open.get();
  }

  @Override
  public Optional<ObjectSummary> find(Location location) throws IOException {
    return inner.find(location);
  }

  @Override
  public ObjectReader read(Location location) throws IOException {
    return inner.read(location);
  }

  @Override
  public ObjectWriter write(Location location) throws IOException {
    open.incrementAndGet();
    return new BrittleWriter(location, inner.write(location));
  }

  @Override
  public List<ObjectSummary> list(Location folder) throws IOException {
    return inner.list(folder);
  }

  @Override
  public void delete(Location location) throws IOException {
    inner.delete(location);
  }

  private final class BrittleWriter extends ObjectWriter {
    private final Location location;
    private final ObjectWriter object;
    private long written;
    private boolean failed;

    BrittleWriter(Location location, ObjectWriter object) {
      this.location = location;
      this.object = object;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      written += length;
      if (!failed && written > bytesBeforeFailure) {
        fail();
      }
      object.write(bytes, offset, length);
    }

    @Override
    public void abort() throws IOException {
      object.abort();
      open.decrementAndGet();
    }

    /** Fails once: a writer that closes again after a failure would publish half an object. */
    @Override
    public void close() throws IOException {
      if (!failed && written <= bytesBeforeFailure) {
        fail();
      }
      object.close();
      open.decrementAndGet();
    }

    private void fail() throws IOException {
      failed = true;
      throw new IOException("'" + location + "' cannot be written: the disk is full");
    }
  }
}
