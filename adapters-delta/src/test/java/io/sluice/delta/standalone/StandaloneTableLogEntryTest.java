package io.sluice.delta.standalone;

import static io.sluice.ports.contract.Committables.DEFINITION;
import static io.sluice.ports.contract.Committables.SCHEMA;
import static io.sluice.ports.contract.Committables.appId;
import static io.sluice.ports.contract.Committables.beginning;
import static io.sluice.ports.contract.Committables.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.delta.fixture.AtOnce;
import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.ParquetSamples;
import io.sluice.delta.fixture.RawLog;
import io.sluice.delta.fixture.SystemTime;
import io.sluice.delta.json.JsonObject;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.table.ColumnStatistics;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.fake.ManualClock;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.ExclusiveCreate;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a commit leaves in the log, and how it ends when the store behaves oddly. */
class StandaloneTableLogEntryTest {
  private static final TableVersion FIRST = new TableVersion(0);

  @TempDir private Path folder;
  private Location table;
  private RawLog raw;

  @BeforeEach
  void locate() {
    table = Location.of(folder.resolve("flights"));
    raw = new RawLog(table);
  }

  @Test
  void shouldWriteWhatOtherReadersExpect() throws Exception {
    // Given
    Committable committable = rows(0, 0, 10);

    // When
    try (StandaloneTableLog log = log(new FolderBackend())) {
      create(log, DEFINITION, beginning(0, 0));
      log.tryCommit(FIRST, committable, Optional.empty());
    }

    // Then
    JsonObject info = object(raw.action(1, "commitInfo"), "commitInfo");
    assertThat(info.text("operation")).contains("STREAMING UPDATE");
    assertThat(info.isTrue("isBlindAppend")).isTrue();
    assertThat(info.text("engineInfo").orElseThrow()).startsWith("Sluice/");
    assertThat(info.object("operationMetrics").orElseThrow().texts())
        .containsEntry("numAddedFiles", "1")
        .containsEntry("numOutputRows", "10")
        .containsEntry("numOutputBytes", "1234");
    JsonObject add = object(raw.action(1, "add"), "add");
    assertThat(add.isTrue("dataChange")).isTrue();
    assertThat(JsonObject.parse(add.text("stats").orElseThrow()).orElseThrow().whole("numRecords"))
        .hasValue(10);
    JsonObject txn = object(raw.action(1, "txn"), "txn");
    assertThat(txn.text("appId")).contains(appId(0));
    assertThat(txn.whole("version")).hasValue(10);
    assertThat(object(raw.action(0, "protocol"), "protocol").whole("minWriterVersion")).hasValue(2);
  }

  @Test
  void shouldLeaveNoChecksumFilesBesideCheckpoints() throws IOException {
    // When
    try (StandaloneTableLog log = log(new FolderBackend())) {
      create(log, DEFINITION, beginning(0, 0));
      for (int i = 0; i < 11; i++) {
        log.tryCommit(new TableVersion(i), rows(0, i, i + 1), Optional.empty());
      }
    }

    // Then
    try (var files = Files.list(raw.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("00000000000000000010.checkpoint.parquet", "_last_checkpoint")
          .noneMatch(name -> name.startsWith("."));
    }
  }

  @Test
  void shouldNotLetTheTimesOfCommitsRunBackWithTheClock() throws IOException {
    // Given
    ManualClock clock = new ManualClock();
    clock.advance(Duration.ofHours(2));
    try (StandaloneTableLog log =
        new StandaloneTableLog(
            new FolderBackend().everywhere(), table, clock, AtOnce.checkpoints())) {
      create(log, DEFINITION, beginning(0, 0));

      // When
      clock.advance(Duration.ofHours(-1));
      log.tryCommit(FIRST, rows(0, 0, 10), Optional.empty());
      clock.advance(Duration.ofHours(3));
      log.tryCommit(new TableVersion(1), rows(0, 10, 20), Optional.empty());
    }

    // Then
    assertThat(List.of(committedAt(0), committedAt(1), committedAt(2)))
        .containsExactly(committedAt(0), committedAt(0), clock.now().toEpochMilli());
  }

  private long committedAt(long version) throws IOException {
    return object(raw.action(version, "commitInfo"), "commitInfo").whole("timestamp").orElseThrow();
  }

  @Test
  void shouldEncodePathsAndWritePartitionValues() throws Exception {
    // Given
    TableDefinition definition = new TableDefinition(SCHEMA, List.of("name"), Map.of());
    Committable committable = rows(0, 0, 2);
    DataFile odd = partitioned("name=a%3Ab ü/x.parquet", "a:b ü");
    DataFile none = partitioned("name=__HIVE_DEFAULT_PARTITION__/y.parquet", null);

    // When
    try (StandaloneTableLog log = log(new FolderBackend())) {
      create(log, definition, beginning(0, 0));
      CommitOutcome outcome =
          log.tryCommit(
              FIRST,
              new Committable(committable.record(), List.of(odd, none), SCHEMA),
              Optional.empty());
      assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
    }

    // Then
    List<String> adds =
        raw.actions(1).stream().filter(line -> line.startsWith("{\"add\"")).toList();
    JsonObject first = object(adds.get(0), "add");
    assertThat(first.text("path")).contains("name=a%253Ab%20%C3%BC/x.parquet");
    assertThat(first.object("partitionValues").orElseThrow().members())
        .containsEntry("name", "a:b ü");
    assertThat(object(adds.get(1), "add").object("partitionValues").orElseThrow().members())
        .containsEntry("name", null);
    assertThat(DataPaths.locate(table, first.text("path").orElseThrow()))
        .isEqualTo(table.child("name=a%3Ab ü/x.parquet"));
  }

  @Test
  void shouldWriteTheStatisticsThatTheTableWants() throws IOException {
    // Given
    DataFile file =
        new DataFile(
            "x.parquet",
            1,
            0,
            1,
            PartitionValues.NONE,
            List.of(
                new ColumnStatistics(List.of("id"), Optional.empty(), Optional.empty(), 0),
                new ColumnStatistics(List.of("name"), Optional.empty(), Optional.empty(), 1)));
    TableDefinition definition =
        new TableDefinition(SCHEMA, List.of(), Map.of("delta.dataSkippingNumIndexedCols", "1"));
    try (StandaloneTableLog log = log(new FolderBackend())) {
      create(log, definition, beginning(0, 0));

      // When
      log.tryCommit(FIRST, ParquetSamples.committable(0, SCHEMA, file), Optional.empty());
    }

    // Then
    assertThat(object(raw.action(1, "add"), "add").text("stats").orElseThrow())
        .contains("\"nullCount\":{\"id\":0}");
  }

  private static DataFile partitioned(String path, String value) {
    return new DataFile(
        path,
        1,
        0,
        1,
        new PartitionValues(List.of("name"), Collections.singletonList(value)),
        List.of());
  }

  @Test
  void shouldRefuseFileOfOtherPartitioningBeforeAnythingIsSent() throws IOException {
    // Given
    TableDefinition definition = new TableDefinition(SCHEMA, List.of("name"), Map.of());
    try (StandaloneTableLog log = log(new FolderBackend())) {
      create(log, definition, beginning(0, 0));

      // When // Then
      assertThatThrownBy(() -> log.tryCommit(FIRST, rows(0, 0, 1), Optional.empty()))
          .isInstanceOfSatisfying(
              SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUG));
      assertThat(log.changesSince(FIRST)).isEmpty();
    }
  }

  @Test
  void shouldRefuseTableOfNothingButPartitionColumns() throws IOException {
    TableDefinition definition = new TableDefinition(SCHEMA, List.of("id", "name"), Map.of());
    try (StandaloneTableLog log = log(new FolderBackend())) {
      log.open();
      assertThatThrownBy(() -> create(log, definition, beginning(0, 0)))
          .isInstanceOfSatisfying(
              SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
    }
    assertThat(raw.entry(0)).doesNotExist();
  }

  @Test
  void shouldKeepWhatItDoesNotSpeakOfWhenColumnsAreAdded() throws Exception {
    // Given
    raw.append(
        0,
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}",
        "{\"metaData\":{\"id\":\"the-id\",\"name\":\"Flights\",\"description\":\"all of them\","
            + "\"format\":{\"provider\":\"parquet\",\"options\":{}},\"schemaString\":\"{\\\"type\\\":"
            + "\\\"struct\\\",\\\"fields\\\":[{\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"long\\\","
            + "\\\"nullable\\\":true,\\\"metadata\\\":{\\\"comment\\\":\\\"unique\\\"}}]}\","
            + "\"partitionColumns\":[],\"configuration\":{\"delta.appendOnly\":\"true\"},"
            + "\"createdTime\":1}}");
    try (StandaloneTableLog log = log(new FolderBackend())) {
      TableDefinition own = log.open().definition().orElseThrow();

      // When
      TableDefinition wider =
          own.withSchema(own.schema().plus(List.of(Field.nullable("name", PrimitiveType.STRING))));
      assertThat(log.tryCommit(FIRST, beginning(0, 0), Optional.of(wider)))
          .isInstanceOf(CommitOutcome.Committed.class);
    }

    // Then
    JsonObject metadata = object(raw.action(1, "metaData"), "metaData");
    assertThat(metadata.text("id")).contains("the-id");
    assertThat(metadata.text("name")).contains("Flights");
    assertThat(metadata.text("description")).contains("all of them");
    assertThat(metadata.object("configuration").orElseThrow().texts())
        .containsEntry("delta.appendOnly", "true");
    assertThat(metadata.text("schemaString").orElseThrow())
        .contains("\"metadata\":{\"comment\":\"unique\"}")
        .contains("\"name\":\"name\"");
  }

  @Test
  void shouldNotLetTheEngineMoveToALaterVersion() throws IOException {
    // Given: a store that says "exists" in the one way that the engine takes for its own affair
    FolderBackend honest = new FolderBackend();
    ExclusiveCreate confusing =
        (location, content) -> {
          if (location.toString().endsWith("1.json")) {
            try (StandaloneTableLog other = log(honest)) {
              other.open();
              other.tryCommit(FIRST, rows(0, 0, 25), Optional.empty());
            }
            throw new FileAlreadyExistsException(location.toString());
          }
          honest.exclusiveCreate().create(location, content);
        };
    try (StandaloneTableLog log = log(new FolderBackend(confusing))) {
      create(log, DEFINITION, beginning(0, 0));

      // When
      CommitOutcome outcome = log.tryCommit(FIRST, rows(0, 0, 10), Optional.empty());

      // Then
      assertThat(outcome).isInstanceOf(CommitOutcome.Unknown.class);
      assertThat(log.changesSince(FIRST)).as("entries after the base").hasSize(1);
    }
  }

  @Test
  void shouldNotKnowTheOutcomeWhenClassesAreMissingAfterTheEntryLanded() throws IOException {
    // Given
    FolderBackend honest = new FolderBackend();
    ExclusiveCreate brokenInstallation =
        (location, content) -> {
          honest.exclusiveCreate().create(location, content);
          throw new NoClassDefFoundError("org/apache/commons/lang3/time/DateUtils");
        };
    try (StandaloneTableLog log = log(new FolderBackend(brokenInstallation))) {
      log.open();
      Committable committable = beginning(0, 0);

      // When
      CommitOutcome outcome = create(log, DEFINITION, committable);

      // Then
      assertThat(outcome).isInstanceOf(CommitOutcome.Unknown.class);
      assertThat(((CommitOutcome.Unknown) outcome).cause())
          .hasCauseInstanceOf(NoClassDefFoundError.class);
      assertThat(log.changesSince(TableVersion.NONE))
          .singleElement()
          .matches(entry -> entry.is(committable.id()));
    }
  }

  @Test
  void shouldNotAnswerForABrokenMachine() throws IOException {
    ExclusiveCreate dying =
        (location, content) -> {
          throw new OutOfMemoryError("injected");
        };
    try (StandaloneTableLog log = log(new FolderBackend(dying))) {
      log.open();
      assertThatThrownBy(() -> create(log, DEFINITION, beginning(0, 0)))
          .isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void shouldStopWhenTheTableWentBack() throws IOException {
    // Given
    try (StandaloneTableLog log = log(new FolderBackend())) {
      create(log, DEFINITION, beginning(0, 0));
      log.tryCommit(FIRST, rows(0, 0, 10), Optional.empty());
      Files.delete(raw.entry(1));

      // When // Then
      assertThatThrownBy(
              () -> log.tryCommit(new TableVersion(1), rows(0, 10, 20), Optional.empty()))
          .isInstanceOf(SluiceException.class)
          .hasMessageContaining("went back from version 1 to 0");
    }
  }

  private StandaloneTableLog log(FolderBackend backend) {
    return new StandaloneTableLog(
        backend.everywhere(), table, new SystemTime(), AtOnce.checkpoints());
  }

  private static CommitOutcome create(
      StandaloneTableLog log, TableDefinition definition, Committable first) {
    return log.tryCommit(TableVersion.NONE, first, Optional.of(definition));
  }

  private static JsonObject object(String action, String kind) throws IOException {
    return JsonObject.parse(action).orElseThrow().object(kind).orElseThrow();
  }
}
