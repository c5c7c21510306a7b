package io.sluice.delta.simulation;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What lies in the store, whoever asks. Only the thread whose turn it is touches it. */
final class StoredObjects {
  /**
   * Far in the future: what the engine takes for older than a month by the real clock, it may
   * delete.
   */
  private static final long EPOCH_MILLIS = 4_102_444_800_000L;

  private final TreeMap<String, Stored> objects = new TreeMap<>();
  private final LongSupplier nanos;
  private long changes;

  StoredObjects(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Creates an object; false when it is there. */
  boolean create(Location location, byte[] content) {
    if (objects.containsKey(location.toString())) {
      return false;
    }
    put(location, content);
    return true;
  }

  /** A name for what is not whole yet. */
  static Location beside(Location location) {
    String text = location.toString();
    return Location.parse(
        text.substring(0, text.lastIndexOf('/') + 1) + "." + UUID.randomUUID() + ".tmp");
  }

  /** How often anything has changed. */
  long changes() {
    return changes;
  }

  void put(Location location, byte[] content) {
    changes++;
    objects.put(location.toString(), new Stored(location, content, nanos.getAsLong()));
  }

  Optional<Stored> find(Location location) {
    return Optional.ofNullable(objects.get(location.toString()));
  }

  boolean move(Location from, Location to) {
    Optional<Stored> moved = find(from);
    moved.ifPresent(stored -> put(to, stored.content()));
    remove(from);
    return moved.isPresent();
  }

  boolean remove(Location location) {
    return objects.remove(location.toString()) != null;
  }

  /** Everything below a folder, by name. */
  Stream<Stored> below(Location folder) {
    String prefix = folder + "/";
    return List.copyOf(objects.tailMap(prefix).values()).stream()
        .takeWhile(stored -> stored.location().toString().startsWith(prefix));
  }

  /** One object; never compared, its content never changed. */
  @SuppressWarnings("ArrayRecordComponent")
  record Stored(Location location, byte[] content, long atNanos) {
    ObjectSummary summary() {
      return new ObjectSummary(location, content.length, EPOCH_MILLIS + atNanos / 1_000_000);
    }
  }
}
