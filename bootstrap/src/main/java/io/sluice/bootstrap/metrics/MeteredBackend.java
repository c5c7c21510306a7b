package io.sluice.bootstrap.metrics;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what is asked of a store: each call with the requests that it takes, the client's own
 * repetitions among them. What the commit engine reads by itself goes past it.
 */
public final class MeteredBackend implements StorageBackend {
  private final StorageBackend backend;
  private final StoreMeters meters;
  private final ExclusiveCreate exclusiveCreate;

  public MeteredBackend(StorageBackend backend, StoreMeters meters) {
    this.backend = backend;
    this.meters = meters;
    this.exclusiveCreate =
        (location, content) ->
            meters.measure(
                StoreMeters.Operation.CREATE,
                () -> {
                  backend.exclusiveCreate().create(location, content);
                  return null;
                });
  }

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public ObjectStore objects() {
    return new MeteredObjects(backend.objects(), meters);
  }

  @Override
  public ExclusiveCreate exclusiveCreate() {
    return exclusiveCreate;
  }

  @Override
  public Map<String, String> connectorProperties() {
    return backend.connectorProperties();
  }

  @Override
  public boolean isPartialWriteVisible() {
    return backend.isPartialWriteVisible();
  }

  @Override
  public void close() throws IOException {
    backend.close();
  }

  private record MeteredObjects(ObjectStore store, StoreMeters meters) implements ObjectStore {
    @Override
    public Optional<ObjectSummary> find(Location location) throws IOException {
      return meters.measure(StoreMeters.Operation.FIND, () -> store.find(location));
    }

    @Override
    public ObjectReader read(Location location) throws IOException {
      return meters.measure(StoreMeters.Operation.READ, () -> store.read(location));
    }

    @Override
    public ObjectWriter write(Location location) throws IOException {
      return new MeteredWriter(store.write(location), meters);
    }

    @Override
    public void write(Location location, byte[] content) throws IOException {
      meters.measure(
          StoreMeters.Operation.WRITE,
          () -> {
            store.write(location, content);
            return null;
          });
    }

    @Override
    public List<ObjectSummary> list(Location folder) throws IOException {
      return meters.measure(StoreMeters.Operation.LIST, () -> store.list(folder));
    }

    @Override
    public List<ObjectSummary> listFrom(Location folder, String first) throws IOException {
      return meters.measure(StoreMeters.Operation.LIST, () -> store.listFrom(folder, first));
    }

    @Override
    public void delete(Location location) throws IOException {
      meters.measure(
          StoreMeters.Operation.DELETE,
          () -> {
            store.delete(location);
            return null;
          });
    }
  }

  /** Measures what a data file waits for at its end; until then encoding and sending mix. */
  private static final class MeteredWriter extends ObjectStore.ObjectWriter {
    private final ObjectStore.ObjectWriter writer;
    private final StoreMeters meters;
    private boolean ended;

    MeteredWriter(ObjectStore.ObjectWriter writer, StoreMeters meters) {
      this.writer = writer;
      this.meters = meters;
    }

    @Override
    public void write(int value) throws IOException {
      writer.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      writer.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      writer.flush();
    }

    @Override
    public void abort() throws IOException {
      ended = true;
      writer.abort();
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        writer.close();
        return;
      }
      ended = true;
      meters.measure(
          StoreMeters.Operation.WRITE,
          () -> {
            writer.close();
            return null;
          });
    }
  }
}
