package io.sluice.delta.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.delta.fixture.RawLog;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.ColumnStatistics;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.StatisticValue;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.domain.table.TimeRange;
import io.sluice.ports.out.TableReader.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading a part of a table: what a version added, what can lie in a time range. */
class PartialReadTest extends ReadTable {
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

  @Test
  void shouldSayThatAVersionsEntryIsNoLongerThere() throws IOException {
    // Given
    TableSchema narrow = TableSchema.of(Field.nullable("id", PrimitiveType.LONG));
    Map<String, String> checkpoints = Map.of("delta.checkpointInterval", "1");
    commit(-1, new TableDefinition(narrow, List.of(), checkpoints), unpartitioned("a.parquet", 1));
    commit(0, null, unpartitioned("b.parquet", 2));
    Files.delete(new RawLog(table).entry(0));

    // When // Then
    assertThat(added(1, "id")).containsExactly(List.of(2L));
    refuses(() -> added(0, "id"), ErrorCode.CONFIGURATION, "version 0");
  }

  private List<List<Object>> added(long version, String... columns) throws IOException {
    List<List<Object>> all = new ArrayList<>();
    try (Rows rows = reader.readAdded(table, new TableVersion(version), List.of(columns))) {
      rows.forEachRemaining(all::add);
    }
    return all;
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
}
