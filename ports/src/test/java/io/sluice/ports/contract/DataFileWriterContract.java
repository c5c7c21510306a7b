package io.sluice.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.PartitionValues;
import io.sluice.ports.fake.InMemoryObjects;
import io.sluice.ports.out.DataFileWriter;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link DataFileWriter} guarantees. */
public abstract class DataFileWriterContract {
  protected static final Location TABLE = Location.parse("memory://store/table");
  private static final TableSchema SCHEMA =
      TableSchema.of(
          Field.required("id", PrimitiveType.LONG),
          Field.nullable("country", PrimitiveType.STRING),
          Field.nullable("note", PrimitiveType.STRING));
  private static final CommitIdentity COMMIT =
      new CommitIdentity(UUID.fromString("6f1c3b0a-5b0e-4a39-9d0e-0e6a3f2f9b11"));

  protected final InMemoryObjects store = new InMemoryObjects();

  /** A writer into that table of that store. */
  protected abstract DataFileWriter writer(ObjectStore objects, Location table);

  /**
   * Reads a file's rows back, by other means than the writer's: column names to Long, String or
   * null.
   */
  protected abstract List<Map<String, Object>> read(ObjectStore objects, Location file)
      throws IOException;

  @Test
  void shouldWriteTheRowsInOrder() throws IOException {
    // Given
    ColumnBatch rows = rows("DE", null, "FR");

    // When
    List<DataFile> files = writer(store, TABLE).write(rows, COMMIT, 0, List.of());

    // Then
    DataFile file = files.get(0);
    assertThat(files).hasSize(1);
    assertThat(file.rows()).isEqualTo(3);
    assertThat(file.partitionValues()).isEqualTo(PartitionValues.NONE);
    assertThat(read(store, TABLE.child(file.path())))
        .containsExactly(
            row("id", 0L, "country", "DE", "note", "note 0"),
            row("id", 1L, "country", null, "note", "note 1"),
            row("id", 2L, "country", "FR", "note", "note 2"));
  }

  @Test
  void shouldSayHowLongEachFileIs() throws IOException {
    // When
    List<DataFile> files =
        writer(store, TABLE).write(rows("DE", "FR"), COMMIT, 0, List.of("country"));

    // Then
    assertThat(files)
        .hasSize(2)
        .allSatisfy(
            file ->
                assertThat(store.find(TABLE.child(file.path())))
                    .hasValueSatisfying(
                        object -> assertThat(object.bytes()).isEqualTo(file.sizeBytes())));
  }

  @Test
  void shouldOverwriteItsFilesWhenRepeated() throws IOException {
    // Given
    DataFileWriter writer = writer(store, TABLE);
    ColumnBatch rows = rows("DE", "FR", "DE");
    List<DataFile> first = writer.write(rows, COMMIT, 3, List.of("country"));

    // When
    List<DataFile> second = writer.write(rows, COMMIT, 3, List.of("country"));

    // Then
    assertThat(paths(second)).isEqualTo(paths(first));
    assertThat(store.list(TABLE)).hasSize(2);
  }

  @Test
  void shouldKeepLanesAndCommitsApart() throws IOException {
    // Given
    DataFileWriter writer = writer(store, TABLE);
    CommitIdentity other = new CommitIdentity(UUID.randomUUID());
    List<DataFile> files = new ArrayList<>();

    // When
    files.addAll(writer.write(rows("DE"), COMMIT, 0, List.of()));
    files.addAll(writer.write(rows("DE"), COMMIT, 1, List.of()));
    files.addAll(writer.write(rows("DE"), other, 0, List.of()));

    // Then
    assertThat(new HashSet<>(paths(files))).hasSize(3);
    assertThat(files.get(2).path()).contains(other.toString());
  }

  @Test
  void shouldWriteOneFilePerCombinationOfPartitionValues() throws IOException {
    // Given
    ColumnBatch rows = rows("DE", "FR", null, "DE", "FR", "DE");

    // When
    List<DataFile> files = writer(store, TABLE).write(rows, COMMIT, 0, List.of("country"));

    // Then
    Map<String, List<Object>> idsByCountry = new HashMap<>();
    for (DataFile file : files) {
      List<Map<String, Object>> content = read(store, TABLE.child(file.path()));
      assertThat(content).hasSize((int) file.rows()).noneMatch(row -> row.containsKey("country"));
      idsByCountry.put(
          file.partitionValues().values().get(0),
          content.stream().map(row -> row.get("id")).toList());
    }
    Map<String, List<Object>> expected = new HashMap<>();
    expected.put("DE", List.of(0L, 3L, 5L));
    expected.put("FR", List.of(1L, 4L));
    expected.put(null, List.of(2L));
    assertThat(idsByCountry).isEqualTo(expected);
  }

  @Test
  void shouldPutEmptyTextAndNullIntoOnePartition() throws IOException {
    // When
    List<DataFile> files =
        writer(store, TABLE).write(rows("", null, ""), COMMIT, 0, List.of("country"));

    // Then
    assertThat(files).hasSize(1);
    assertThat(files.get(0).partitionValues().values()).containsOnlyNulls();
    assertThat(files.get(0).rows()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "..",
        ".",
        "a/b",
        "/etc",
        "%2F",
        "%2e%2e",
        "=",
        "a=b",
        "a b",
        "?x",
        "#x",
        "\\..\\",
        "\u0000",
        "\n",
        "Grüße",
        "e\u0301",
        "😀",
        "日本",
        "_delta_log",
        "x.",
        "\"",
        "*:<>|",
        "~"
      })
  void shouldKeepHostilePartitionValuesInsideTheTable(String value) throws IOException {
    // When
    List<DataFile> files =
        writer(store, TABLE).write(rows(value, "x"), COMMIT, 0, List.of("country"));

    // Then
    Location location = TABLE.child(files.get(0).path());
    assertThat(files.get(0).partitionValues().values()).containsExactly(value);
    assertThat(files.get(0).path()).doesNotStartWith("_delta_log/");
    assertThat(location.uri().normalize()).isEqualTo(location.uri());
    assertThat(store.list(TABLE)).extracting(ObjectSummary::location).contains(location);
    assertThat(read(store, location)).hasSize(1);
  }

  @Test
  void shouldFindAPlaceForAPartitionValueThatNoFolderCanBeNamed() throws IOException {
    // Given
    String common = "é".repeat(5000);

    // When
    List<DataFile> files =
        writer(store, TABLE).write(rows(common + "1", common + "2"), COMMIT, 0, List.of("country"));

    // Then
    assertThat(files)
        .extracting(file -> file.partitionValues().values().get(0))
        .containsExactly(common + "1", common + "2");
    assertThat(store.list(TABLE)).hasSize(2);
    assertThat(files)
        .flatExtracting(file -> List.of(file.path().split("/")))
        .allMatch(name -> name.getBytes(StandardCharsets.UTF_8).length <= 255);
  }

  @Test
  void shouldRefuseToPartitionByWhatIsNotThereBeforeWritingAnything() {
    // When / Then
    assertThatThrownBy(
            () -> writer(store, TABLE).write(rows("DE"), COMMIT, 0, List.of("continent")))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining("continent");
    assertThat(store.list(TABLE)).isEmpty();
  }

  @Test
  void shouldRefuseABatchWithoutRows() {
    // When / Then
    assertThatThrownBy(() -> writer(store, TABLE).write(rows(), COMMIT, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 10, 100, 500, 1_000_000_000})
  void shouldLeaveNothingVisibleWhenTheStoreFails(long bytesBeforeFailure) {
    // Given
    BrittleObjectStore brittle = new BrittleObjectStore(store, bytesBeforeFailure);
    DataFileWriter writer = writer(brittle, TABLE);

    // When / Then
    assertThatThrownBy(() -> writer.write(rows("DE"), COMMIT, 0, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the disk is full");
    assertThat(store.list(TABLE)).as("half a file").isEmpty();
    assertThat(brittle.open()).as("objects not given up").isZero();
  }

  @Test
  void shouldLeaveNothingVisibleWhenARowLacksARequiredValue() {
    // Given
    ColumnBatchBuilder builder = new ColumnBatchBuilder(SCHEMA);
    append(builder, 1, "DE");
    builder.endRow();

    // When / Then
    assertThatThrownBy(() -> writer(store, TABLE).write(builder.build(), COMMIT, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id");
    assertThat(store.list(TABLE)).as("half a file").isEmpty();
  }

  @Test
  void shouldWriteForSeveralThreadsAtOnce() throws Exception {
    // Given
    DataFileWriter writer = writer(store, TABLE);
    ExecutorService threads = Executors.newFixedThreadPool(4);

    // When
    List<Future<List<DataFile>>> results = new ArrayList<>();
    for (int lane = 0; lane < 20; lane++) {
      int number = lane;
      String[] countries = new String[1000 + lane];
      results.add(threads.submit(() -> writer.write(rows(countries), COMMIT, number, List.of())));
    }

    // Then
    Set<String> paths = new HashSet<>();
    for (int lane = 0; lane < results.size(); lane++) {
      DataFile file = results.get(lane).get().get(0);
      paths.add(file.path());
      assertThat(read(store, TABLE.child(file.path()))).hasSize(1000 + lane);
    }
    assertThat(paths).hasSize(20);
    threads.shutdown();
  }

  private static List<String> paths(List<DataFile> files) {
    return files.stream().map(DataFile::path).toList();
  }

  /** Rows numbered from zero. */
  private static ColumnBatch rows(String... countries) {
    ColumnBatchBuilder builder = new ColumnBatchBuilder(SCHEMA);
    IntStream.range(0, countries.length)
        .forEach(
            id -> {
              ((LongVector) builder.column(0)).append(id);
              if (countries[id] != null) {
                append(builder, 1, countries[id]);
              }
              append(builder, 2, "note " + id);
              builder.endRow();
            });
    return builder.build();
  }

  private static void append(ColumnBatchBuilder builder, int column, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ((BytesVector) builder.column(column)).append(bytes, 0, bytes.length);
  }

  private static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}
