package io.sluice.delta.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.delta.fixture.ParquetSamples;
import io.sluice.delta.fixture.RawLog;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.TableReader.Rows;
import io.sluice.ports.out.TableReader.TableDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StandaloneTableReaderTest extends ReadTable {
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
}
