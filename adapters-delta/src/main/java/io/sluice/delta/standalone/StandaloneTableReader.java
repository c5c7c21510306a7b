package io.sluice.delta.standalone;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.Protocol;
import io.delta.standalone.internal.util.SystemClock;
import io.sluice.delta.log.StatisticsJson;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableVersion;
import io.sluice.domain.table.TimeRange;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads tables through Delta Standalone, and their data files by themselves. */
public final class StandaloneTableReader implements TableReader {
  private final StorageBackends backends;

  public StandaloneTableReader(StorageBackends backends) {
    this.backends = backends;
  }

  @Override
  public TableDescription describe(Location location, OptionalLong version) throws IOException {
    try (StandaloneTable table = table(location)) {
      TableSnapshot snapshot = snapshot(table, version);
      Protocol protocol = snapshot.protocol();
      Totals totals = new Totals();
      try (LiveFiles files = new LiveFiles(location, snapshot)) {
        for (Optional<AddFile> file = files.next(); file.isPresent(); file = files.next()) {
          totals.add(table, file.get(), files.locate(file.get()));
        }
      }
      return new TableDescription(
          location,
          snapshot.version(),
          protocol.getMinReaderVersion(),
          protocol.getMinWriterVersion(),
          snapshot.definition(),
          totals.files,
          totals.rows,
          totals.bytes,
          snapshot.progress());
    }
  }

  @Override
  public Rows read(Location location, OptionalLong version, List<String> columns)
      throws IOException {
    return read(location, version, columns, file -> true);
  }

  @Override
  public Rows readAround(Location location, TimeRange range, List<String> columns)
      throws IOException {
    return read(
        location,
        OptionalLong.empty(),
        columns,
        file -> StatisticsJson.canHold(Objects.requireNonNullElse(file.getStats(), ""), range));
  }

  private Rows read(
      Location location, OptionalLong version, List<String> columns, Predicate<AddFile> wanted)
      throws IOException {
    StandaloneTable table = table(location);
    try {
      TableSnapshot snapshot = snapshot(table, version);
      List<Field> selected = select(location, snapshot.definition().schema(), columns);
      return new TableRows(table, new LiveFiles(location, snapshot, wanted), selected);
    } catch (IOException | RuntimeException e) {
      table.close();
      throw e;
    }
  }

  @Override
  public Rows readAdded(Location location, TableVersion version, List<String> columns)
      throws IOException {
    StandaloneTable table = table(location);
    try {
      DeltaLog log = table.load();
      TableSnapshot newest = existing(table, log);
      List<Field> wanted = select(location, newest.definition().schema(), columns);
      return new TableRows(table, AddedFiles.of(location, log, version.number()), wanted);
    } catch (IOException | RuntimeException e) {
      table.close();
      throw e;
    }
  }

  @Override
  public void history(Location location, Consumer<LogEntry> consumer) throws IOException {
    try (StandaloneTable table = table(location)) {
      if (!table.logFolder().isLog()) {
        throw absent(location);
      }
      table.logFolder().all(consumer);
    }
  }

  @Override
  public List<String> missingFiles(Location location, Collection<String> named) throws IOException {
    try (StandaloneTable table = table(location)) {
      ObjectStore objects = table.backend().objects();
      Map<String, Long> stored = new HashMap<>();
      for (ObjectSummary object : objects.list(location)) {
        stored.put(object.location().uri().getPath(), object.bytes());
      }
      List<String> missing = new ArrayList<>();
      try (LiveFiles files = new LiveFiles(location, snapshot(table, OptionalLong.empty()))) {
        for (Optional<AddFile> file = files.next(); file.isPresent(); file = files.next()) {
          if (!isStored(file.get(), files.locate(file.get()), stored, objects)) {
            missing.add(file.get().getPath());
          }
        }
      }
      for (String path : named) {
        if (!isStored(location, path, stored)) {
          missing.add(path);
        }
      }
      return missing;
    }
  }

  private static boolean isStored(
      AddFile file, Location location, Map<String, Long> stored, ObjectStore objects)
      throws IOException {
    Long bytes = stored.get(location.uri().getPath());
    if (bytes == null) {
      bytes = objects.find(location).map(ObjectSummary::bytes).orElse(-1L);
    }
    return bytes == file.getSize();
  }

  /** Nothing that a path out of the table leads to is the table's. */
  private static boolean isStored(Location table, String path, Map<String, Long> stored) {
    try {
      return stored.containsKey(table.child(path).uri().getPath());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private StandaloneTable table(Location location) {
    return new StandaloneTable(location, backends.of(location), new SystemClock());
  }

  private static TableSnapshot snapshot(StandaloneTable table, OptionalLong version)
      throws IOException {
    DeltaLog log = table.load();
    TableSnapshot newest = existing(table, log);
    if (version.isEmpty()) {
      return newest;
    }
    return StandaloneFailures.translate(
        table.location(),
        () ->
            new TableSnapshot(
                table.location(), log.getSnapshotForVersionAsOf(version.getAsLong())));
  }

  private static TableSnapshot existing(StandaloneTable table, DeltaLog log) {
    TableSnapshot newest = new TableSnapshot(table.location(), log.snapshot());
    if (!newest.version().exists()) {
      throw absent(table.location());
    }
    return newest;
  }

  private static List<Field> select(Location table, TableSchema schema, List<String> columns) {
    if (columns.isEmpty()) {
      return schema.fields();
    }
    List<Field> selected = new ArrayList<>();
    for (String column : columns) {
      selected.add(
          schema
              .find(column)
              .orElseThrow(
                  () ->
                      new SluiceException(
                          ErrorCode.CONFIGURATION,
                          "Cannot read column '"
                              + column
                              + "' of table "
                              + table
                              + ": there is none of this name",
                          "Its columns are "
                              + String.join(
                                  ", ", schema.fields().stream().map(Field::name).toList()))));
    }
    return selected;
  }

  private static SluiceException absent(Location location) {
    return new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot read " + location + ": there is no table",
        "Check the location; a Delta table has a folder _delta_log");
  }

  private static final class Totals {
    private long files;
    private long rows;
    private long bytes;

    private void add(StandaloneTable table, AddFile file, Location location) throws IOException {
      files++;
      bytes += file.getSize();
      OptionalLong named = StatisticsJson.rows(Objects.requireNonNullElse(file.getStats(), ""));
      rows += named.isPresent() ? named.getAsLong() : counted(table, location);
    }

    /** Other writers may leave the statistics out. */
    private static long counted(StandaloneTable table, Location location) throws IOException {
      try {
        return ParquetRows.count(StoredParquet.open(table.backend().objects(), location));
      } catch (RuntimeException e) {
        throw StandaloneFailures.damagedFile(location, e);
      }
    }
  }
}
