package io.sluice.delta.standalone;

import static io.sluice.ports.contract.Committables.DEFINITION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.delta.fixture.AtOnce;
import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.RawLog;
import io.sluice.delta.fixture.SystemTime;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.application.TableInspector;
import io.sluice.ports.contract.Committables;
import io.sluice.ports.in.TableInspection.Verification;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inspector over a real log and real files: what makes its verdict on a table. */
class TableInspectorTest {
  @TempDir private Path folder;
  private static final String DEAD_LETTERS = "_sluice/dead-letters/some.ndjson.gz";

  private Location table;
  private TableLog log;
  private TableInspector inspector;

  @BeforeEach
  void open() {
    table = Location.of(folder.resolve("table"));
    FolderBackend backend = new FolderBackend();
    log =
        new StandaloneTableLog(backend.everywhere(), table, new SystemTime(), AtOnce.checkpoints());
    inspector = new TableInspector(new StandaloneTableReader(backend.everywhere()));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldFindATableCompleteWhoseLogAndFilesAgree() throws IOException {
    // Given
    fill();

    // When
    Verification verification = inspector.verify(table);

    // Then
    assertThat(verification.isComplete()).isTrue();
    assertThat(verification.log().isComplete()).isTrue();
    assertThat(verification.missingFiles()).isEmpty();
  }

  @Test
  void shouldMissFilesThatAreGoneOrCutShort() throws IOException {
    // Given
    DataFile[] files = fill();
    Files.delete(path(files[0]));
    Files.write(path(files[1]), new byte[7]);

    // When
    Verification verification = inspector.verify(table);

    // Then
    assertThat(verification.missingFiles())
        .containsExactlyInAnyOrder(files[0].path(), files[1].path());
    assertThat(verification.log().isComplete()).as("the log alone").isTrue();
    assertThat(verification.isComplete()).isFalse();
  }

  @Test
  void shouldMissDeadLettersThatAreGone() throws IOException {
    // Given
    fill();
    Files.delete(table.child(DEAD_LETTERS).toPath());

    // When
    Verification verification = inspector.verify(table);

    // Then
    assertThat(verification.missingFiles()).containsExactly(DEAD_LETTERS);
    assertThat(verification.isComplete()).isFalse();
  }

  @Test
  void shouldNoticeRowsThatWereTakenOutOfTheLog() throws IOException {
    // Given
    fill();
    Path entry = new RawLog(table).entry(1);
    Files.write(
        entry,
        Files.readAllLines(entry).stream().filter(line -> !line.startsWith("{\"add\"")).toList());

    // When
    Verification verification = inspector.verify(table);

    // Then
    assertThat(verification.missingFiles()).isEmpty();
    assertThat(verification.log().isComplete()).isFalse();
    assertThat(verification.isComplete()).isFalse();
  }

  @Test
  void shouldRefuseAPlaceWithoutATable() {
    assertThatThrownBy(() -> inspector.verify(table))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
  }

  /** Version 0 begins a partition, 1 and 2 hold a file each, 3 only dead letters. */
  private DataFile[] fill() throws IOException {
    commit(-1, Committables.beginning(0, 0), DEFINITION);
    DataFile first = stored(Committables.rows(0, 0, 10), 0);
    DataFile second = stored(Committables.rows(0, 10, 15), 1);
    Files.createDirectories(table.child(DEAD_LETTERS).toPath().getParent());
    Files.write(table.child(DEAD_LETTERS).toPath(), new byte[3]);
    commit(2, storedAt(Committables.deadLetters(0, 15, 17)), null);
    return new DataFile[] {first, second};
  }

  private static Committable storedAt(Committable letters) {
    CommitRecord record = letters.record();
    return new Committable(
        new CommitRecord(
            record.id(), record.pipeline(), record.partitions(), Optional.of(DEAD_LETTERS)),
        letters.files(),
        letters.schema());
  }

  private DataFile stored(Committable committable, long base) throws IOException {
    DataFile file = committable.files().get(0);
    Files.write(path(file), new byte[Math.toIntExact(file.sizeBytes())]);
    commit(base, committable, null);
    return file;
  }

  private Path path(DataFile file) {
    return table.child(file.path()).toPath();
  }

  private void commit(long base, Committable committable, TableDefinition definition)
      throws IOException {
    log.open();
    assertThat(log.tryCommit(new TableVersion(base), committable, Optional.ofNullable(definition)))
        .isInstanceOf(CommitOutcome.Committed.class);
  }
}
