package io.sluice.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a table's log entry by entry, without any engine: an entry of a newer protocol, or with
 * actions that nobody here knows, is still an entry.
 *
 * <p>Entries are opened by name, one after the other. A listing is no proof that one is missing: it
 * is not made at one instant, so that it can show an entry and not the one that was created before
 * it.
 */
public final class LogFolder {
  private final ObjectStore objects;
  private final Location table;
  private final Location folder;

  public LogFolder(ObjectStore objects, Location table) {
    this.objects = objects;
    this.table = table;
    this.folder = of(table);
  }

  /** Where a table's log lies. */
  public static Location of(Location table) {
    return table.child(LogName.FOLDER);
  }

  /** Whether there is an entry or a checkpoint: whether this has ever been a table. */
  public boolean isLog() throws IOException {
    return objects.listFrom(folder, "0").stream()
        .map(object -> LogName.of(object.location()))
        .anyMatch(name -> name.isEntry() || name.isCheckpoint());
  }

  /**
   * The entries after a version, oldest first, up to the first one that is not there.
   *
   * @throws SluiceException {@code STORAGE} when one is unreadable, or the first was removed
   */
  public List<LogEntry> since(TableVersion base) throws IOException {
    List<LogEntry> entries = new ArrayList<>();
    readFrom(base.next(), entries::add);
    // A clean-up goes from old to new: where the base is still there, nothing after it was removed.
    if (entries.isEmpty() && !isThere(base) && isAnyFrom(base.next())) {
      readFrom(base.next(), entries::add);
      if (entries.isEmpty()) {
        throw missing(base.next());
      }
    }
    return entries;
  }

  /**
   * Every entry that is still there, oldest first.
   *
   * @throws SluiceException {@code STORAGE} when one is missing between others or unreadable
   */
  public void all(Consumer<LogEntry> consumer) throws IOException {
    List<TableVersion> listed = versionsFrom(TableVersion.NONE.next());
    if (!listed.isEmpty()) {
      TableVersion end = readFrom(oldest(listed.get(0)), consumer);
      if (end.compareTo(listed.get(listed.size() - 1)) <= 0) {
        throw missing(end);
      }
    }
  }

  /**
   * Passes when no entry after the version is missing between others.
   *
   * @throws SluiceException {@code STORAGE} when one is
   */
  public void requireWhole(TableVersion base) throws IOException {
    TableVersion next = base.next();
    for (TableVersion version : versionsFrom(next)) {
      for (; next.compareTo(version) < 0; next = next.next()) {
        if (!isThere(next)) {
          throw missing(next);
        }
      }
      next = version.next();
    }
  }

  /** Reads up to the first version that is not there, and returns that. */
  private TableVersion readFrom(TableVersion first, Consumer<LogEntry> consumer)
      throws IOException {
    TableVersion version = first;
    for (Optional<LogEntry> entry = read(version); entry.isPresent(); entry = read(version)) {
      consumer.accept(entry.get());
      version = version.next();
    }
    return version;
  }

  private Optional<LogEntry> read(TableVersion version) throws IOException {
    String text;
    try {
      text = read(objects, entry(version));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      LogEntryParser parser = LogEntryParser.parse(text);
      return Optional.of(
          parser.timestampMillis().isPresent()
              ? parser.entry(version, parser.timestampMillis().getAsLong())
              : parser.entry(version, writtenAtMillis(version)));
    } catch (JsonProcessingException e) {
      e.clearLocation();
      throw damaged(version, "", e);
    } catch (IllegalArgumentException e) {
      throw damaged(version, ": " + e.getMessage(), e);
    }
  }

  /** For entries that do not say when they were made. */
  private long writtenAtMillis(TableVersion version) throws IOException {
    return objects
        .find(entry(version))
        .map(ObjectSummary::modifiedAtMillis)
        .orElseThrow(() -> missing(version));
  }

  /** The oldest entry that is there: the listing may have missed some before its first. */
  private TableVersion oldest(TableVersion listed) throws IOException {
    TableVersion oldest = listed;
    while (oldest.number() > 0 && isThere(new TableVersion(oldest.number() - 1))) {
      oldest = new TableVersion(oldest.number() - 1);
    }
    return oldest;
  }

  private boolean isThere(TableVersion version) throws IOException {
    return version.exists() && objects.find(entry(version)).isPresent();
  }

  private boolean isAnyFrom(TableVersion first) throws IOException {
    return objects.listFrom(folder, LogName.ofEntry(first.number()).text()).stream()
        .anyMatch(object -> LogName.of(object.location()).isEntry());
  }

  private List<TableVersion> versionsFrom(TableVersion first) throws IOException {
    return objects.listFrom(folder, LogName.ofEntry(first.number()).text()).stream()
        .map(object -> LogName.of(object.location()))
        .filter(LogName::isEntry)
        .map(name -> new TableVersion(name.version()))
        .toList();
  }

  private Location entry(TableVersion version) {
    return folder.child(LogName.ofEntry(version.number()).text());
  }

  private SluiceException damaged(TableVersion version, String detail, Exception cause) {
    return new SluiceException(
        ErrorCode.STORAGE,
        "Cannot read version "
            + version
            + " of table "
            + table
            + ": its log entry is damaged"
            + detail,
        "Restore " + entry(version) + " from a backup",
        cause);
  }

  private SluiceException missing(TableVersion version) {
    return new SluiceException(
        ErrorCode.STORAGE,
        "Cannot read version " + version + " of table " + table + ": its log entry is missing",
        "Start again to go on from the newest version, in case a clean-up was faster than this"
            + " reader; if that fails too, it was removed by hand: restore it from a backup");
  }

  static String read(ObjectStore objects, Location location) throws IOException {
    try (ObjectReader reader = objects.read(location)) {
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(reader.length()));
      reader.readFully(0, content);
      return StandardCharsets.UTF_8.decode(content.flip()).toString();
    }
  }
}
