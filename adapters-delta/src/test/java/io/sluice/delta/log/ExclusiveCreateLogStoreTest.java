package io.sluice.delta.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.storage.CloseableIterator;
import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.WeakListing;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusiveCreateLogStoreTest {
  @TempDir private java.nio.file.Path folder;
  private final Configuration configuration = new Configuration(false);
  private Location table;
  private LogStoreRegistry.Registration registration;
  private ExclusiveCreateLogStore store;

  @BeforeEach
  void register() {
    table = Location.of(folder.resolve("a b"));
    use(new FolderBackend());
  }

  private void use(FolderBackend backend) {
    registration = LogStoreRegistry.register(configuration, backend, table);
    store = new ExclusiveCreateLogStore(configuration);
  }

  @AfterEach
  void unregister() {
    registration.close();
  }

  @Test
  void shouldCreateOnlyOnce() throws IOException {
    // Given
    store.write(log("0.json"), List.of("{}", "{\"ü\":1}").iterator(), false, configuration);

    // When // Then
    assertThatThrownBy(
            () -> store.write(log("0.json"), List.of("other").iterator(), false, configuration))
        .isInstanceOf(ObjectAlreadyExistsException.class);
    assertThat(lines("0.json")).containsExactly("{}", "{\"ü\":1}");
  }

  @Test
  void shouldReplaceWhenTold() throws IOException {
    store.write(log("_last_checkpoint"), List.of("1").iterator(), true, configuration);
    store.write(log("_last_checkpoint"), List.of("2").iterator(), true, configuration);
    assertThat(lines("_last_checkpoint")).containsExactly("2");
  }

  @Test
  void shouldNotPassOnTheExceptionThatMakesTheEngineRebase() {
    ExclusiveCreate careless =
        (location, content) -> {
          throw new FileAlreadyExistsException(location.toString());
        };
    use(new FolderBackend(careless));
    assertThatThrownBy(
            () -> store.write(log("0.json"), List.of("x").iterator(), false, configuration))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileAlreadyExistsException.class)
        .isNotInstanceOf(ObjectAlreadyExistsException.class);
  }

  @Test
  void shouldSayThatAFileIsMissingTheWayTheEngineExpects() {
    assertThatThrownBy(() -> store.read(log("_last_checkpoint"), configuration))
        .isInstanceOf(FileNotFoundException.class)
        .hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void shouldListSortedFromAName() throws IOException {
    // Given
    for (String name : List.of("3.json", "1.json", "2.checkpoint.parquet", "2.json")) {
      store.write(log(name), List.of("x").iterator(), false, configuration);
    }
    Files.createDirectories(folder.resolve("a b/_delta_log/4.deeper"));
    Files.writeString(folder.resolve("a b/_delta_log/4.deeper/5.json"), "x");

    // When
    Iterator<FileStatus> found = store.listFrom(log("2.checkpoint"), configuration);

    // Then
    List<FileStatus> statuses = new ArrayList<>();
    found.forEachRemaining(statuses::add);
    assertThat(statuses)
        .extracting(FileStatus::getPath)
        .containsExactly(log("2.checkpoint.parquet"), log("2.json"), log("3.json"));
    assertThat(statuses).allMatch(status -> status.getLen() == 2 && !status.isDirectory());
    assertThat(statuses).allMatch(status -> status.getModificationTime() > 0);
  }

  @Test
  void shouldFillTheHolesOfAListing() throws IOException {
    // Given
    WeakListing weak = new FolderBackend().weakListing();
    use(new FolderBackend().with(weak));
    for (int version = 0; version < 9; version++) {
      write(entry(version));
    }
    writeCheckpoint(5);
    for (int version : List.of(0, 1, 3, 6, 7)) {
      weak.miss(entry(version));
    }

    // When // Then
    assertThat(names("%020d.checkpoint".formatted(0)))
        .containsExactly(
            entry(0),
            entry(1),
            entry(2),
            entry(3),
            entry(4),
            "%020d.checkpoint.parquet".formatted(5),
            entry(5),
            entry(6),
            entry(7),
            entry(8));
    assertThat(names("%020d.checkpoint".formatted(6)))
        .containsExactly(entry(6), entry(7), entry(8));
  }

  @Test
  void shouldLeaveTheHolesOfALog() throws IOException {
    // Given: what is left after a clean-up, and an accident
    write(entry(4));
    writeCheckpoint(7);
    write(entry(8));
    write(entry(10));

    // When // Then
    assertThat(names("%020d.checkpoint".formatted(0)))
        .containsExactly(entry(4), "%020d.checkpoint.parquet".formatted(7), entry(8), entry(10));
  }

  private static String entry(int version) {
    return "%020d.json".formatted(version);
  }

  private void write(String name) throws IOException {
    store.write(log(name), List.of("x").iterator(), true, configuration);
  }

  /** The shortest that ends as a Parquet file does. */
  private void writeCheckpoint(int version) throws IOException {
    Files.writeString(
        folder.resolve("a b/_delta_log/%020d.checkpoint.parquet".formatted(version)),
        "PAR1-\1\0\0\0PAR1");
  }

  private List<String> names(String first) throws IOException {
    List<String> names = new ArrayList<>();
    store
        .listFrom(log(first), configuration)
        .forEachRemaining(status -> names.add(status.getPath().getName()));
    return names;
  }

  @Test
  void shouldListNothingWhereThereIsNoLog() throws IOException {
    assertThat(store.listFrom(log("0"), configuration).hasNext()).isFalse();
  }

  @Test
  void shouldSayWhatTheStoreSaysOfPartialWrites() {
    assertThat(store.isPartialWriteVisible(log("x"), configuration)).isTrue();
    assertThat(store.resolvePathOnPhysicalStorage(log("x"), configuration)).isEqualTo(log("x"));
  }

  @Test
  void shouldNotBeBuiltForATableThatIsClosed() {
    registration.close();
    assertThatThrownBy(() -> new ExclusiveCreateLogStore(configuration))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new ExclusiveCreateLogStore(new Configuration(false)))
        .isInstanceOf(IllegalStateException.class);
  }

  private Path log(String name) {
    return new Path(new Path(table.uri()), "_delta_log/" + name);
  }

  private List<String> lines(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    try (CloseableIterator<String> iterator = store.read(log(name), configuration)) {
      iterator.forEachRemaining(lines::add);
    }
    return lines;
  }
}
