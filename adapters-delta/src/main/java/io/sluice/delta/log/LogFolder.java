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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads a table's log entry by entry, without any engine: an entry of a newer protocol, or with
 * actions that nobody here knows, is still an entry.
 */
public final class LogFolder {
  private static final String FOLDER = "_delta_log";
  private static final Pattern ENTRY = Pattern.compile("\\d{20}\\.json");
  private static final Pattern CHECKPOINT = Pattern.compile("\\d{20}\\.checkpoint\\..*");

  private final ObjectStore objects;
  private final Location table;

  public LogFolder(ObjectStore objects, Location table) {
    this.objects = objects;
    this.table = table;
  }

  /** Where a table's log lies. */
  public static Location of(Location table) {
    return table.child(FOLDER);
  }

  /** Whether there is an entry or a checkpoint: whether this has ever been a table. */
  public boolean isLog() throws IOException {
    return objects.listFrom(of(table), "0").stream()
        .map(object -> nameOf(object.location()))
        .anyMatch(name -> ENTRY.matcher(name).matches() || CHECKPOINT.matcher(name).matches());
  }

  /**
   * The entries after a version, oldest first.
   *
   * @throws SluiceException {@code STORAGE} when one is missing between others or unreadable
   */
  public List<LogEntry> since(TableVersion base) throws IOException {
    List<LogEntry> entries = new ArrayList<>();
    readFrom(base.next().number(), base.next().number(), entries::add);
    return entries;
  }

  /**
   * Every entry that is still there, oldest first.
   *
   * @throws SluiceException {@code STORAGE} when one is missing between others or unreadable
   */
  public void all(Consumer<LogEntry> consumer) throws IOException {
    readFrom(0, -1, consumer);
  }

  /**
   * @param expected the first version that has to be there if any is, or -1 for whichever is first
   */
  private void readFrom(long first, long expected, Consumer<LogEntry> consumer) throws IOException {
    long next = expected;
    String start = String.format(Locale.ROOT, "%020d.json", first);
    for (ObjectSummary object : objects.listFrom(of(table), start)) {
      String name = nameOf(object.location());
      if (!ENTRY.matcher(name).matches()) {
        continue;
      }
      long version = Long.parseLong(name.substring(0, 20));
      if (next >= 0 && version != next) {
        throw missing(next);
      }
      consumer.accept(read(new TableVersion(version), object));
      next = version + 1;
    }
  }

  private LogEntry read(TableVersion version, ObjectSummary object) throws IOException {
    try {
      String text = read(objects, object.location());
      return LogEntryParser.parse(version, object.modifiedAtMillis(), text);
    } catch (JsonProcessingException e) {
      e.clearLocation();
      throw new SluiceException(
          ErrorCode.STORAGE,
          "Cannot read version " + version + " of table " + table + ": its log entry is damaged",
          "Restore " + object.location() + " from a backup",
          e);
    }
  }

  private SluiceException missing(long version) {
    return new SluiceException(
        ErrorCode.STORAGE,
        "Cannot read version " + version + " of table " + table + ": its log entry is missing",
        "Log entries were removed by hand, or by a clean-up that is faster than this reader; restore"
            + " it from a backup, or start again to go on from the newest version",
        null);
  }

  static String read(ObjectStore objects, Location location) throws IOException {
    try (ObjectReader reader = objects.read(location)) {
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(reader.length()));
      reader.readFully(0, content);
      return StandardCharsets.UTF_8.decode(content.flip()).toString();
    }
  }

  static String nameOf(Location location) {
    String path = location.uri().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
