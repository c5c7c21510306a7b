package io.sluice.delta.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.ParquetSamples;
import io.sluice.delta.fixture.RawLog;
import io.sluice.delta.fixture.SystemTime;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.ColumnStatistics;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.StatisticValue;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.domain.table.TimeRange;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TableReader;
import io.sluice.ports.out.TableReader.Rows;
import io.sluice.ports.out.TableReader.TableDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTableReaderTest {
  private static final TableSchema SCHEMA =
      TableSchema.of(
          Field.nullable("id", PrimitiveType.LONG), Field.nullable("day", PrimitiveType.DATE));
  private static final String FILE_SCHEMA = "message m { optional int64 id; }";
  private static final OptionalLong NEWEST = OptionalLong.empty();

  @TempDir private Path folder;
  private Location table;
  private TableLog log;
  private TableReader reader;

  @BeforeEach
  void open() {
    table = Location.of(folder);
    FolderBackend backend = new FolderBackend();
    log = new StandaloneTableLog(backend.everywhere(), table, new SystemTime());
    reader = new StandaloneTableReader(backend.everywhere());
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldDescribeTheNewestAndAnEarlierVersion() throws IOException {
    // Given
    DataFile first = file("day=2013-01-01/a b.parquet", "2013-01-01", 1, 2);
    DataFile second = file("day=2013-01-02/c.parquet", "2013-01-02", 3);
    TableDefinition definition =
        new TableDefinition(SCHEMA, List.of("day"), Map.of("owner", "team a"));
    commit(-1, definition, first);
    commit(0, null, second);

    // When
    TableDescription newest = reader.describe(table, NEWEST);
    TableDescription earlier = reader.describe(table, OptionalLong.of(0));

    // Then
    assertThat(newest.location()).isEqualTo(table);
    assertThat(newest.version()).isEqualTo(new TableVersion(1));
    assertThat(newest.minReaderVersion()).isEqualTo(1);
    assertThat(newest.minWriterVersion()).isEqualTo(2);
    assertThat(newest.definition()).isEqualTo(definition);
    assertThat(newest.files()).isEqualTo(2);
    assertThat(newest.rows()).isEqualTo(3);
    assertThat(newest.bytes()).isEqualTo(first.sizeBytes() + second.sizeBytes());
    assertThat(newest.progress().offsets()).containsEntry("sluice/p/c/t/i/0", 3L);
    assertThat(earlier.version()).isEqualTo(new TableVersion(0));
    assertThat(earlier.rows()).isEqualTo(2);
    assertThat(earlier.progress().offsets()).containsEntry("sluice/p/c/t/i/0", 2L);
  }

  @Test
  void shouldCountRowsOfFilesWithoutStatistics() throws IOException {
    // Given
    DataFile file = file("day=2013-01-01/a.parquet", "2013-01-01", 1, 2, 3);
    commit(-1, new TableDefinition(SCHEMA, List.of("day"), Map.of()), file);
    RawLog raw = new RawLog(table);
    String without = Files.readString(raw.entry(0)).replaceAll(",\"stats\":\"[^}]*}.*?\"}}", "}}");
    Files.writeString(raw.entry(0), without);

    // Then
    assertThat(without).doesNotContain("numRecords");
    assertThat(reader.describe(table, NEWEST).rows()).isEqualTo(3);
  }

  @Test
  void shouldReadPartitionValuesAndColumnsInTheOrderAskedFor() throws IOException {
    // Given
    commit(
        -1,
        new TableDefinition(SCHEMA, List.of("day"), Map.of()),
        file("day=2013-01-01/a b.parquet", "2013-01-01", 1),
        file("day=__HIVE_DEFAULT_PARTITION__/ü.parquet", null, 2));

    // When // Then
    assertThat(rows(NEWEST, List.of()))
        .containsExactlyInAnyOrder(List.of(1L, LocalDate.of(2013, 1, 1)), Arrays.asList(2L, null));
    assertThat(rows(NEWEST, List.of("day", "id"))).contains(List.of(LocalDate.of(2013, 1, 1), 1L));
    assertThat(rows(NEWEST, List.of("day"))).hasSize(2);
  }

  @Test
  void shouldReadColumnsThatAFileLacksAsNull() throws IOException {
    // Given
    TableSchema narrow = TableSchema.of(Field.nullable("id", PrimitiveType.LONG));
    TableDefinition definition = new TableDefinition(narrow, List.of(), Map.of());
    commit(-1, definition, unpartitioned("a.parquet", 1));
    TableSchema wide = narrow.plus(List.of(SchemaNotation.parseColumn("extra struct<x:string>")));
    commit(
        0,
        definition.withSchema(wide),
        ParquetSamples.write(
            folder,
            "b.parquet",
            "message m { optional int64 id; optional group extra { optional binary x (STRING); } }",
            PartitionValues.NONE,
            row -> {
              row.add("id", 2L);
              row.addGroup("extra").add("x", "new");
            }));

    // When // Then
    assertThat(rows(NEWEST, List.of()))
        .containsExactlyInAnyOrder(Arrays.asList(1L, null), List.of(2L, Map.of("x", "new")));
    assertThat(rows(NEWEST, List.of("extra"))).hasSize(2);
    assertThat(rows(OptionalLong.of(0), List.of())).containsExactly(List.of(1L));
  }

  @Test
  void shouldReadOnlyWhatAVersionAdded() throws IOException {
    // Given
    TableDefinition definition = new TableDefinition(SCHEMA, List.of("day"), Map.of());
    commit(-1, definition, file("day=2013-01-01/a.parquet", "2013-01-01", 1, 2));
    commit(0, null, file("day=2013-01-02/b.parquet", "2013-01-02", 3));
    commit(1, null);

    // When // Then
    assertThat(added(0, "id")).containsExactly(List.of(1L), List.of(2L));
    assertThat(added(1, "day", "id")).containsExactly(List.of(LocalDate.of(2013, 1, 2), 3L));
    assertThat(added(2, "id")).isEmpty();
  }

  @Test
  void shouldNotTakeCompactedRowsForAdded() throws IOException {
    // Given
    TableSchema narrow = TableSchema.of(Field.nullable("id", PrimitiveType.LONG));
    commit(-1, new TableDefinition(narrow, List.of(), Map.of()), unpartitioned("a.parquet", 1));
    RawLog raw = new RawLog(table);
    String add =
        Files.readString(raw.entry(0))
            .lines()
            .filter(line -> line.contains("\"add\""))
            .findFirst()
            .orElseThrow();
    raw.append(1, add.replace("\"dataChange\":true", "\"dataChange\":false"));

    // When // Then
    assertThat(added(1, "id")).isEmpty();
  }

  @Test
  void shouldSayThatAVersionsEntryIsNotThere() throws IOException {
    refuses(() -> added(0, "id"), ErrorCode.CONFIGURATION, "there is no table");
    TableSchema narrow = TableSchema.of(Field.nullable("id", PrimitiveType.LONG));
    commit(-1, new TableDefinition(narrow, List.of(), Map.of()), unpartitioned("a.parquet", 1));

    refuses(() -> added(1, "id"), ErrorCode.CONFIGURATION, "version 1");
    refuses(() -> added(0, "Id"), ErrorCode.CONFIGURATION, "'Id'");
  }

  private List<List<Object>> added(long version, String... columns) throws IOException {
    List<List<Object>> all = new ArrayList<>();
    try (Rows rows = reader.readAdded(table, new TableVersion(version), List.of(columns))) {
      rows.forEachRemaining(all::add);
    }
    return all;
  }

  @Test
  void shouldHandOverEveryEntryOldestFirst() throws IOException {
    // Given
    TableSchema narrow = TableSchema.of(Field.nullable("id", PrimitiveType.LONG));
    commit(-1, new TableDefinition(narrow, List.of(), Map.of()), unpartitioned("0.parquet", 1));
    for (int i = 0; i < 12; i++) {
      commit(i, null, unpartitioned(i + 1 + ".parquet", i));
    }

    // When
    List<LogEntry> entries = new ArrayList<>();
    reader.history(table, entries::add);

    // Then
    assertThat(entries).hasSize(13);
    assertThat(entries.get(12).version()).isEqualTo(new TableVersion(12));
    assertThat(entries).allMatch(entry -> entry.record().isPresent() && entry.rowsAdded() == 1);
    Files.delete(new RawLog(table).entry(0));
    Files.delete(new RawLog(table).entry(1));
    entries.clear();
    reader.history(table, entries::add);
    assertThat(entries).as("after a clean-up of the log").hasSize(11);
    Files.delete(new RawLog(table).entry(6));
    refuses(() -> reader.history(table, entries::add), ErrorCode.STORAGE, "version 6");
  }

  @Test
  void shouldNameFilesThatAreMissingOrOfAnotherSize() throws IOException {
    // Given
    commit(
        -1,
        new TableDefinition(SCHEMA, List.of("day"), Map.of()),
        file("day=2013-01-01/a ü.parquet", "2013-01-01", 1),
        file("day=2013-01-01/b.parquet", "2013-01-01", 1),
        file("day=2013-01-01/c.parquet", "2013-01-01", 1));
    assertThat(reader.missingFiles(table, List.of())).isEmpty();

    // When
    Files.delete(folder.resolve("day=2013-01-01/b.parquet"));
    Files.writeString(folder.resolve("day=2013-01-01/c.parquet"), "short");

    // Then
    assertThat(reader.missingFiles(table, List.of()))
        .containsExactlyInAnyOrder("day=2013-01-01/b.parquet", "day=2013-01-01/c.parquet");
    assertThat(reader.missingFiles(table, List.of("day=2013-01-01/a ü.parquet", "../x", "y")))
        .as("what leads out of the table is none of its objects")
        .contains("../x", "y")
        .doesNotContain("day=2013-01-01/a ü.parquet");
  }

  @Test
  void shouldSayWhatIsNotThere() throws IOException {
    refuses(() -> reader.describe(table, NEWEST), ErrorCode.CONFIGURATION, "there is no table");
    refuses(() -> reader.history(table, e -> {}), ErrorCode.CONFIGURATION, "there is no table");
    refuses(() -> rows(NEWEST, List.of()), ErrorCode.CONFIGURATION, "there is no table");
    refuses(
        () -> reader.missingFiles(table, List.of()), ErrorCode.CONFIGURATION, "there is no table");

    TableSchema narrow = TableSchema.of(Field.nullable("id", PrimitiveType.LONG));
    commit(-1, new TableDefinition(narrow, List.of(), Map.of()), unpartitioned("0.parquet", 1));

    refuses(() -> reader.describe(table, OptionalLong.of(7)), ErrorCode.CONFIGURATION, "7");
    refuses(() -> rows(NEWEST, List.of("id", "Id")), ErrorCode.CONFIGURATION, "'Id'");
  }

  @Test
  void shouldNameDataFileThatIsDamaged() throws IOException {
    TableSchema narrow = TableSchema.of(Field.nullable("id", PrimitiveType.LONG));
    commit(-1, new TableDefinition(narrow, List.of(), Map.of()), unpartitioned("0.parquet", 1));
    Files.writeString(folder.resolve("0.parquet"), "this is no Parquet file, whatever its name");
    refuses(() -> rows(NEWEST, List.of()), ErrorCode.STORAGE, "0.parquet");
  }

  @Test
  void shouldNameTheFileWhosePartitionValueIsNone() throws IOException {
    // Given
    commit(
        -1,
        new TableDefinition(SCHEMA, List.of("day"), Map.of()),
        file("day=2013-1-5/a.parquet", "2013-1-5", 1));

    // Then
    refuses(() -> rows(NEWEST, List.of()), ErrorCode.STORAGE, "day=2013-1-5/a.parquet");
    assertThat(rows(NEWEST, List.of("id"))).containsExactly(List.of(1L));
  }

  @Test
  void shouldNameTheFileWhoseRowsCannotBeCounted() throws IOException {
    TableSchema narrow = TableSchema.of(Field.nullable("id", PrimitiveType.LONG));
    commit(-1, new TableDefinition(narrow, List.of(), Map.of()), unpartitioned("0.parquet", 1));
    RawLog raw = new RawLog(table);
    Files.writeString(
        raw.entry(0),
        Files.readString(raw.entry(0)).replaceAll(",\"stats\":\"[^}]*}.*?\"}}", "}}"));
    Files.writeString(folder.resolve("0.parquet"), "this is no Parquet file, whatever its name");
    refuses(() -> reader.describe(table, NEWEST), ErrorCode.STORAGE, "0.parquet");
  }

  @Test
  void shouldSayThatTheLogIsDamagedWhereAFileHasNoPath() throws IOException {
    // Given
    TableSchema narrow = TableSchema.of(Field.nullable("id", PrimitiveType.LONG));
    commit(-1, new TableDefinition(narrow, List.of(), Map.of()), unpartitioned("0.parquet", 1));
    new RawLog(table)
        .append(
            1,
            "{\"add\":{\"path\":\"%zz\",\"partitionValues\":{},\"size\":1,\"modificationTime\":1,"
                + "\"dataChange\":true}}");

    // Then
    refuses(() -> rows(NEWEST, List.of()), ErrorCode.STORAGE, "log is damaged");
    refuses(() -> reader.describe(table, NEWEST), ErrorCode.STORAGE, "log is damaged");
    refuses(() -> reader.missingFiles(table, List.of()), ErrorCode.STORAGE, "log is damaged");
  }

  @Test
  void shouldReadOnlyFilesThatCanHoldTheRange() throws IOException {
    // Given
    TableSchema schema =
        TableSchema.of(
            Field.nullable("id", PrimitiveType.LONG),
            Field.nullable("at", PrimitiveType.TIMESTAMP));
    commit(
        -1,
        new TableDefinition(schema, List.of(), Map.of()),
        between(unpartitioned("early.parquet", 1), "2026-03-01T08:00:00Z", "2026-03-01T08:30:00Z"),
        between(unpartitioned("in.parquet", 2, 3), "2026-03-01T08:30:00Z", "2026-03-01T09:30:00Z"),
        unpartitioned("unknown.parquet", 4),
        between(unpartitioned("late.parquet", 5), "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z"));
    TimeRange range =
        new TimeRange(
            "at", Instant.parse("2026-03-01T09:00:00Z"), Instant.parse("2026-03-01T10:00:00Z"));

    // When
    List<List<Object>> found = new ArrayList<>();
    try (Rows rows = reader.readAround(table, range, List.of("id"))) {
      rows.forEachRemaining(found::add);
    }

    // Then
    assertThat(found).containsExactlyInAnyOrder(List.of(2L), List.of(3L), List.of(4L));
  }

  private static DataFile between(DataFile file, String min, String max) {
    ColumnStatistics at =
        new ColumnStatistics(
            List.of("at"),
            Optional.of(new StatisticValue.Text(min)),
            Optional.of(new StatisticValue.Text(max)),
            0);
    return new DataFile(
        file.path(),
        file.sizeBytes(),
        file.modifiedAtMillis(),
        file.rows(),
        file.partitionValues(),
        List.of(at));
  }

  private DataFile file(String path, String day, long... ids) throws IOException {
    PartitionValues values = new PartitionValues(List.of("day"), Collections.singletonList(day));
    return ParquetSamples.write(folder, path, FILE_SCHEMA, values, fillers(ids));
  }

  private DataFile unpartitioned(String path, long... ids) throws IOException {
    return ParquetSamples.write(folder, path, FILE_SCHEMA, PartitionValues.NONE, fillers(ids));
  }

  private static ParquetSamples.RowFiller[] fillers(long... ids) {
    ParquetSamples.RowFiller[] rows = new ParquetSamples.RowFiller[ids.length];
    for (int i = 0; i < ids.length; i++) {
      long id = ids[i];
      rows[i] = row -> row.add("id", id);
    }
    return rows;
  }

  private void commit(long base, TableDefinition definition, DataFile... files) {
    CommitOutcome outcome =
        log.tryCommit(
            new TableVersion(base),
            ParquetSamples.committable(base < 0 ? 0 : 2 + base, SCHEMA, files),
            Optional.ofNullable(definition));
    assertThat(outcome).isEqualTo(new CommitOutcome.Committed(new TableVersion(base + 1)));
  }

  private List<List<Object>> rows(OptionalLong version, List<String> columns) throws IOException {
    List<List<Object>> all = new ArrayList<>();
    try (Rows rows = reader.read(table, version, columns)) {
      if (!columns.isEmpty()) {
        assertThat(rows.columns()).isEqualTo(columns);
      }
      rows.forEachRemaining(all::add);
    }
    return all;
  }

  private static void refuses(ThrowingCallable call, ErrorCode code, String part) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).contains(part);
            });
  }
}
