package io.sluice.delta.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.delta.fixture.AtOnce;
import io.sluice.delta.fixture.SystemTime;
import io.sluice.delta.json.Json;
import io.sluice.delta.json.JsonObject;
import io.sluice.delta.schema.DeltaSchemas;
import io.sluice.delta.simulation.StoredObjects.Stored;
import io.sluice.delta.standalone.StandaloneTableLog;
import io.sluice.delta.standalone.StandaloneTableReader;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TableReader.TableDescription;
import io.sluice.ports.simulation.SimulatedProcess;
import io.sluice.ports.simulation.SimulatedStore;
import io.sluice.ports.simulation.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A Delta table in a simulated store, with a commit engine for each process. */
final class DeltaStore implements SimulatedStore {
  private static final Location TABLE = Location.parse(SimulatedBackend.SCHEME + "://store/table");

  private final World world;
  private final SimulatedBackend.Kind kind;
  private final StoredObjects stored;
  private final List<SimulatedBackend> backends = new ArrayList<>();
  private final List<StandaloneTableLog> logs = new ArrayList<>();
  private final SimulatedBackend ideal;
  private final StandaloneTableLog truth;
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private TableView view = TableView.ABSENT;
  private JsonObject metadata = JsonObject.EMPTY;
  private long changesSeen;

  /** Half of the stores are disks. */
  DeltaStore(World world, boolean exclusive) {
    this.world = world;
    this.kind = new SimulatedBackend.Kind(world.random().nextBoolean(), exclusive);
    this.stored = new StoredObjects(world::nanos);
    this.ideal =
        backend(
            Connection.ideal(world),
            (location, content) -> {
              throw new UnsupportedOperationException();
            });
    this.truth = log(ideal);
  }

  private SimulatedBackend backend(Connection connection, ExclusiveCreate create) {
    SimulatedBackend backend = new SimulatedBackend(stored, connection, create, kind);
    backends.add(backend);
    return backend;
  }

  private StandaloneTableLog log(SimulatedBackend backend) {
    StandaloneTableLog log =
        new StandaloneTableLog(backend.everywhere(), TABLE, new SystemTime(), AtOnce.checkpoints());
    logs.add(log);
    return log;
  }

  @Override
  public TableLog log(SimulatedProcess process) {
    Connection connection = Connection.of(world, process);
    return log(backend(connection, new SimulatedCreate(world, process, stored, connection, kind)));
  }

  /** So often that most runs have several. */
  @Override
  public Map<String, String> properties() {
    return Map.of("delta.checkpointInterval", "2");
  }

  @Override
  public TableView view() {
    refresh();
    return view;
  }

  @Override
  public List<LogEntry> entries() {
    refresh();
    return entries;
  }

  @Override
  public List<String> files() {
    refresh();
    return files;
  }

  private void refresh() {
    if (changesSeen == stored.changes()) {
      return;
    }
    changesSeen = stored.changes();
    if (!kind.exclusive()) {
      entries.clear();
      files.clear();
      view = TableView.ABSENT;
    }
    try {
      for (LogEntry entry : truth.changesSince(view.version())) {
        Stored object = stored.find(locate(entry.version())).orElseThrow();
        readActions(object);
        LogEntry timed = at(object.atNanos() / 1_000_000, entry);
        entries.add(timed);
        view = view.with(timed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readActions(Stored object) throws JsonProcessingException {
    for (String line : new String(object.content(), UTF_8).lines().toList()) {
      JsonObject action = JsonObject.parse(line).orElseThrow();
      action.object("remove").flatMap(remove -> remove.text("path")).ifPresent(files::remove);
      action.object("add").flatMap(add -> add.text("path")).ifPresent(files::add);
      metadata = action.object("metaData").orElse(metadata);
    }
  }

  /** The engine writes the time of the machine's clock into its entries. */
  private static LogEntry at(long millis, LogEntry entry) {
    return new LogEntry(
        entry.version(),
        millis,
        entry.record(),
        entry.transactions(),
        entry.definition(),
        entry.unsupportedProtocol(),
        entry.rowsAdded(),
        entry.filesAdded(),
        entry.filesRemoved());
  }

  private static Location locate(TableVersion version) {
    return TABLE.child(String.format(Locale.ROOT, "_delta_log/%020d.json", version.number()));
  }

  @Override
  public void appendForeign(Map<String, Long> transactions, Optional<TableDefinition> definition) {
    refresh();
    List<Object> actions = new ArrayList<>();
    actions.add(Map.of("commitInfo", Map.of("timestamp", 0L, "operation", "OPTIMIZE")));
    transactions.forEach(
        (appId, version) -> actions.add(Map.of("txn", Map.of("appId", appId, "version", version))));
    definition.ifPresent(wanted -> actions.add(Map.of("metaData", redefined(wanted))));
    append(actions);
  }

  @Override
  public void compact(String into) {
    refresh();
    long rows = entries.stream().mapToLong(LogEntry::rowsAdded).sum();
    List<Object> actions = new ArrayList<>();
    actions.add(Map.of("commitInfo", Map.of("timestamp", 0L, "operation", "OPTIMIZE")));
    for (String path : files) {
      actions.add(
          Map.of("remove", Map.of("path", path, "deletionTimestamp", 0L, "dataChange", false)));
    }
    Map<String, Object> add = new LinkedHashMap<>();
    add.put("path", into);
    add.put("partitionValues", Map.of());
    add.put("size", 1L);
    add.put("modificationTime", 0L);
    add.put("dataChange", false);
    add.put("stats", "{\"numRecords\":" + rows + "}");
    actions.add(Map.of("add", add));
    append(actions);
  }

  private void append(List<Object> actions) {
    StringBuilder text = new StringBuilder();
    actions.forEach(action -> text.append(Json.write(action)).append('\n'));
    stored.create(locate(view.version().next()), text.toString().getBytes(UTF_8));
  }

  private Map<String, Object> redefined(TableDefinition wanted) {
    Map<String, Object> members = new LinkedHashMap<>(metadata.members());
    String own = metadata.text("schemaString").orElseThrow();
    members.put("schemaString", DeltaSchemas.widen(own, wanted.schema()));
    return members;
  }

  /** Whether an engine that begins with the newest checkpoint reads what the entries say. */
  @Override
  public List<String> problems() {
    refresh();
    if (!view.version().exists()) {
      return List.of();
    }
    try {
      TableDescription read =
          new StandaloneTableReader(ideal.everywhere()).describe(TABLE, OptionalLong.empty());
      long rows = entries.stream().mapToLong(LogEntry::rowsAdded).sum();
      boolean isSame =
          read.version().equals(view.version())
              && read.definition().equals(view.definition().orElseThrow())
              && read.progress().equals(view.progress())
              && read.files() == files.size()
              && read.rows() == rows;
      return isSame
          ? List.of()
          : List.of(
              "the engine reads %s, the entries say %s, %s, %s rows"
                  .formatted(read, view, files, rows));
    } catch (IOException | SluiceException e) {
      return List.of("the engine cannot read the table: " + e);
    }
  }

  @Override
  public void close() {
    logs.forEach(StandaloneTableLog::close);
    backends.forEach(SimulatedBackend::close);
  }
}
