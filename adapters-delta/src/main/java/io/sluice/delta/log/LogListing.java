package io.sluice.delta.log;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/**
 * A listing of a log without the holes that a listing can have while others write: an entry that
 * was created meanwhile may be missed where one that was created after it is seen. An entry in a
 * hole is asked for by its name; if it is not there either, the hole is the log's own.
 */
final class LogListing implements Iterator<ObjectSummary> {
  private static final long UNKNOWN = -1;

  private final ObjectStore objects;
  private final Location folder;
  private final Iterator<ObjectSummary> listed;
  private final Queue<ObjectSummary> ready = new ArrayDeque<>();
  private long expected;

  /**
   * @param first where the listing began; when that is an entry or a checkpoint, its version is the
   *     first to be expected
   */
  LogListing(ObjectStore objects, Location folder, String first, List<ObjectSummary> listed) {
    this.objects = objects;
    this.folder = folder;
    this.listed = listed.iterator();
    this.expected = version(first);
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || listed.hasNext();
  }

  @Override
  public ObjectSummary next() {
    if (ready.isEmpty()) {
      advance();
    }
    return ready.remove();
  }

  private void advance() {
    if (!listed.hasNext()) {
      throw new NoSuchElementException();
    }
    ObjectSummary object = listed.next();
    LogName name = LogName.of(object.location());
    if (name.isEntry()) {
      fillUpTo(name.version());
      expected = name.version() + 1;
    } else if (name.isCheckpoint()) {
      // Its own entry comes after it, and may have been cleaned up.
      expected = Math.max(expected, name.version() + 1);
    }
    ready.add(object);
  }

  private void fillUpTo(long version) {
    while (expected != UNKNOWN && expected < version) {
      Optional<ObjectSummary> missed = find(expected);
      if (missed.isEmpty()) {
        return;
      }
      ready.add(missed.get());
      expected++;
    }
  }

  private Optional<ObjectSummary> find(long version) {
    try {
      return objects.find(folder.child(LogName.ofEntry(version).text()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long version(String name) {
    String digits = name.split("\\.", 2)[0];
    return digits.matches("\\d{20}") ? Long.parseLong(digits) : UNKNOWN;
  }
}
