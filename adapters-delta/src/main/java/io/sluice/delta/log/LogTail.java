package io.sluice.delta.log;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The end of a log as far as one engine knows it, so that a commit lists nothing: entries never
 * change, so what was listed once is listed, and what came later is asked for by name. The newest
 * known entry is asked for as well; where that is gone, the log is another one and nothing of it is
 * known any more.
 *
 * <p>It is listed anew now and then, to find the checkpoints of others, and for questions that
 * reach further back.
 */
final class LogTail {
  /** A commit reads its own entry back, and the beginning of the one before it. */
  private static final int OWN_KEPT = 2;

  /** As many entries as may come before checkpoints are looked for again. */
  private static final int MAX_FOLLOWED = 100;

  private static final long NONE = -1;

  private final ObjectStore objects;
  private final Location folder;
  private final Map<Location, String> own = new LinkedHashMap<>();
  private List<ObjectSummary> known = new ArrayList<>();
  private String first = "";
  private long newest = NONE;
  private int followed;
  private boolean isOwn;

  LogTail(ObjectStore objects, Location folder) {
    this.objects = objects;
    this.folder = folder;
  }

  /** Entries and checkpoints from a name on, in order. */
  synchronized Iterator<ObjectSummary> from(String name) throws IOException {
    if (isKnownFrom(name) && follow()) {
      known.removeIf(object -> name(object).compareTo(name) < 0);
      first = name;
      return List.copyOf(known).iterator();
    }
    newest = NONE;
    own.clear();
    return new Listing(name);
  }

  /** What an entry says, where this engine has created it lately. */
  synchronized Optional<String> text(Location entry) {
    return Optional.ofNullable(own.get(entry));
  }

  /** This engine has created an entry, and will look for it at once. */
  synchronized void created(ObjectSummary entry, String text) {
    own.put(entry.location(), text);
    if (own.size() > OWN_KEPT) {
      own.remove(own.keySet().iterator().next());
    }
    if (newest != NONE && LogName.of(entry.location()).version() == newest + 1) {
      add(entry);
      isOwn = true;
    }
  }

  private boolean isKnownFrom(String name) {
    return newest != NONE
        && followed < MAX_FOLLOWED
        && name.compareTo(first) >= 0
        && name.compareTo(LogName.ofEntry(newest).text()) <= 0;
  }

  /** Asks for what came later; false when what was known is no longer there. */
  private boolean follow() throws IOException {
    if (isOwn) {
      isOwn = false;
      return true;
    }
    if (find(newest).isEmpty()) {
      return false;
    }
    Optional<ObjectSummary> next = find(newest + 1);
    if (next.isPresent()) {
      add(next.get());
      followOthers();
    }
    return true;
  }

  /** Where another writer has committed there may be many: one listing answers for all of them. */
  private void followOthers() throws IOException {
    String later = LogName.ofEntry(newest + 1).text();
    LogListing listed = new LogListing(objects, folder, later, objects.listFrom(folder, later));
    while (listed.hasNext()) {
      ObjectSummary object = listed.next();
      LogName name = LogName.of(object.location());
      if (name.isEntry() && name.version() == newest + 1) {
        add(object);
      }
    }
  }

  private void add(ObjectSummary entry) {
    known.add(entry);
    newest++;
    followed++;
  }

  private Optional<ObjectSummary> find(long version) throws IOException {
    return objects.find(folder.child(LogName.ofEntry(version).text()));
  }

  private static String name(ObjectSummary object) {
    return LogName.of(object.location()).text();
  }

  private synchronized void learn(String from, List<ObjectSummary> listed) {
    known = listed;
    first = from;
    followed = 0;
    isOwn = false;
    newest =
        listed.stream()
            .map(object -> LogName.of(object.location()))
            .filter(LogName::isEntry)
            .mapToLong(LogName::version)
            .reduce(NONE, (older, newer) -> newer);
  }

  /** What the store lists; known once it was gone through to its end. */
  private final class Listing implements Iterator<ObjectSummary> {
    private final String from;
    private final LogListing listed;
    private final List<ObjectSummary> seen = new ArrayList<>();

    private Listing(String from) throws IOException {
      this.from = from;
      this.listed =
          new LogListing(
              objects, folder, from, WholeCheckpoints.of(objects, objects.listFrom(folder, from)));
    }

    @Override
    public boolean hasNext() {
      boolean hasNext = listed.hasNext();
      if (!hasNext) {
        learn(from, seen);
      }
      return hasNext;
    }

    @Override
    public ObjectSummary next() {
      ObjectSummary object = listed.next();
      LogName name = LogName.of(object.location());
      if (name.isEntry() || name.isCheckpoint()) {
        seen.add(object);
      }
      return object;
    }
  }
}
