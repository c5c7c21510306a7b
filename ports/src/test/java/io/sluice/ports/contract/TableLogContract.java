package io.sluice.ports.contract;

import static io.sluice.ports.contract.Committables.DEFINITION;
import static io.sluice.ports.contract.Committables.SCHEMA;
import static io.sluice.ports.contract.Committables.appId;
import static io.sluice.ports.contract.Committables.beginning;
import static io.sluice.ports.contract.Committables.deadLetters;
import static io.sluice.ports.contract.Committables.partition;
import static io.sluice.ports.contract.Committables.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.fake.CommitFault;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TableLog} has to do. */
public abstract class TableLogContract {
  private static final TableVersion FIRST = new TableVersion(0);

  private final List<TableLog> opened = new ArrayList<>();
  private TableLog log;

  /**
   * A further writer of this test's one table, as another process would be.
   *
   * @param faults what its attempts at the store meet, in order; nothing after that
   */
  protected abstract TableLog newWriter(CommitFault... faults);

  /**
   * Has somebody else raise the protocol, as the entry after the version, beyond what is supported.
   */
  protected abstract void raiseProtocol(TableVersion after) throws IOException;

  @BeforeEach
  void openLog() {
    log = writer();
  }

  @AfterEach
  void closeLogs() {
    opened.forEach(TableLog::close);
  }

  protected final TableLog writer(CommitFault... faults) {
    TableLog writer = newWriter(faults);
    opened.add(writer);
    return writer;
  }

  @Test
  void shouldFindNoTableWhereThereIsNone() throws IOException {
    assertThat(log.open()).isEqualTo(TableView.ABSENT);
    assertThat(log.changesSince(TableVersion.NONE)).isEmpty();
  }

  @Test
  void shouldCreateTheTableWithItsFirstEntry() throws IOException {
    // Given
    log.open();

    // When
    CommitOutcome outcome = create(beginning(0, 100));

    // Then
    assertThat(outcome).isEqualTo(new CommitOutcome.Committed(FIRST));
    TableView view = writer().open();
    assertThat(view.version()).isEqualTo(FIRST);
    assertThat(view.definition()).contains(DEFINITION);
    assertThat(view.progress().offsets()).containsExactly(Map.entry(appId(0), 100L));
    assertThat(view.unsupportedProtocol()).isEmpty();
  }

  @Test
  void shouldTellWhatAnEntryHolds() throws IOException {
    // Given
    create(beginning(0, 0));
    Committable committable = rows(0, 0, 10);

    // When
    commit(log, FIRST, committable);

    // Then
    LogEntry entry = log.changesSince(FIRST).get(0);
    assertThat(entry.version()).isEqualTo(new TableVersion(1));
    assertThat(entry.is(committable.id())).isTrue();
    assertThat(entry.record()).contains(committable.record());
    assertThat(entry.transactions()).containsExactly(Map.entry(appId(0), 10L));
    assertThat(entry.definition()).isEmpty();
    assertThat(entry.unsupportedProtocol()).isEmpty();
    assertThat(entry.rowsAdded()).isEqualTo(10);
    assertThat(entry.filesAdded()).isEqualTo(1);
    assertThat(entry.filesRemoved()).isZero();
  }

  @Test
  void shouldKeepGapsAndDeadLettersOfTheRecord() throws IOException {
    // Given
    Gaps gaps = new Gaps(7, List.of(new OffsetRange(12, 14), new OffsetRange(20, 22)));
    CommitRecord record =
        new CommitRecord(
            Committables.newId(),
            Committables.PIPELINE,
            List.of(
                PartitionCommit.beginning(partition(3), 5),
                new PartitionCommit(partition(1), false, new OffsetRange(10, 30), 0, 13, gaps)),
            Optional.of("_sluice/dead-letters/\"odd\" näme.ndjson.gz"));

    // When
    create(new Committable(record, List.of(), SCHEMA));

    // Then
    assertThat(log.changesSince(TableVersion.NONE).get(0).record()).contains(record);
  }

  @Test
  void shouldRefuseStaleBaseForCommitWithFiles() throws IOException {
    refusesStaleBase(rows(0, 0, 10));
  }

  @Test
  void shouldRefuseStaleBaseForCommitWithoutFiles() throws IOException {
    refusesStaleBase(deadLetters(0, 0, 10));
  }

  private void refusesStaleBase(Committable stale) throws IOException {
    // Given
    create(beginning(0, 0));
    TableLog other = writer();
    other.open();
    Committable winner = rows(0, 0, 25);
    commit(other, FIRST, winner);

    // When
    CommitOutcome outcome = log.tryCommit(FIRST, stale, Optional.empty());

    // Then
    assertThat(changes(outcome)).singleElement().matches(entry -> entry.is(winner.id()));
    TableView view = writer().open();
    assertThat(view.version()).isEqualTo(new TableVersion(1));
    assertThat(view.progress().offsets()).containsEntry(appId(0), 25L);
  }

  @Test
  void shouldRefuseToCreateTheTableTwice() throws IOException {
    // Given
    log.open();
    TableLog other = writer();
    other.open();
    Committable winner = beginning(0, 0);
    create(winner);

    // When
    CommitOutcome outcome =
        other.tryCommit(TableVersion.NONE, beginning(1, 0), Optional.of(DEFINITION));

    // Then
    assertThat(changes(outcome)).singleElement().matches(entry -> entry.is(winner.id()));
    assertThat(changes(outcome).get(0).definition()).contains(DEFINITION);
  }

  @Test
  void shouldGoOnFromTheWinnersVersion() throws IOException {
    // Given
    create(beginning(0, 0));
    TableLog other = writer();
    TableView view = other.open();
    commit(log, FIRST, beginning(1, 0));

    // When
    view = view.with(changes(other.tryCommit(FIRST, beginning(2, 0), Optional.empty())));
    CommitOutcome outcome = other.tryCommit(view.version(), beginning(2, 0), Optional.empty());

    // Then
    assertThat(outcome).isEqualTo(new CommitOutcome.Committed(new TableVersion(2)));
    assertThat(writer().open().progress().offsets()).containsOnlyKeys(appId(0), appId(1), appId(2));
  }

  @Test
  void shouldLetExactlyOneOfTwoRacingWritersWin() throws Exception {
    // Given
    create(beginning(0, 0));
    TableLog left = writer();
    TableLog right = writer();
    left.open();
    right.open();

    for (int round = 0; round < 20; round++) {
      // When
      TableVersion base = new TableVersion(round);
      Committable mine = rows(0, 10L * round, 10L * round + 10);
      Committable theirs = deadLetters(0, 10L * round, 10L * round + 10);
      List<CommitOutcome> outcomes =
          ConcurrentWriters.together(
              () -> left.tryCommit(base, mine, Optional.empty()),
              () -> right.tryCommit(base, theirs, Optional.empty()));

      // Then
      List<LogEntry> landed = log.changesSince(base);
      assertThat(landed).as("entries of round %s", round).hasSize(1);
      boolean isMine = landed.get(0).is(mine.id());
      CommitOutcome winner = outcomes.get(isMine ? 0 : 1);
      CommitOutcome loser = outcomes.get(isMine ? 1 : 0);
      assertThat(winner).isEqualTo(new CommitOutcome.Committed(base.next()));
      assertThat(changes(loser)).isEqualTo(landed);
    }
  }

  @Test
  void shouldLoseNothingUnderContention() throws Exception {
    // Given
    int writers = 4;
    int commits = 50;
    create(beginning(99, 0));
    List<ConcurrentWriters.Work> work = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      int number = i;
      TableLog own = writer();
      work.add(() -> ConcurrentWriters.commitAll(own, number, commits));
    }

    // When
    ConcurrentWriters.together(work.toArray(ConcurrentWriters.Work[]::new));

    // Then
    List<LogEntry> entries = log.changesSince(FIRST);
    assertThat(entries).hasSize(writers * commits);
    assertThat(entries.stream().map(entry -> entry.record().orElseThrow().id()).distinct())
        .hasSize(writers * commits);
    Map<String, Long> offsets = writer().open().progress().offsets();
    for (int i = 0; i < writers; i++) {
      assertThat(offsets).containsEntry(appId(i), (long) commits);
    }
  }

  @Test
  void shouldShowSchemaChangeOfAnotherWriter() throws IOException {
    // Given
    create(beginning(0, 0));
    TableDefinition wider =
        DEFINITION.withSchema(SCHEMA.plus(List.of(Field.nullable("x", PrimitiveType.DOUBLE))));
    TableLog other = writer();
    other.open();
    other.tryCommit(FIRST, rows(0, 0, 1), Optional.of(wider));

    // When
    List<LogEntry> changes = changes(log.tryCommit(FIRST, rows(0, 0, 1), Optional.empty()));

    // Then
    assertThat(changes.get(0).definition()).contains(wider);
    assertThat(writer().open().definition()).contains(wider);
  }

  @Test
  void shouldShowOwnEntryThatLandedAlthoughTheAttemptFailed() throws IOException {
    // Given
    create(beginning(0, 0));
    TableLog unlucky = writer(CommitFault.LANDS_AND_FAILS);
    unlucky.open();
    Committable committable = rows(0, 0, 10);

    // When
    CommitOutcome outcome = unlucky.tryCommit(FIRST, committable, Optional.empty());

    // Then
    assertThat(outcome).isInstanceOf(CommitOutcome.Unknown.class);
    assertThat(unlucky.changesSince(FIRST))
        .singleElement()
        .matches(entry -> entry.is(committable.id()));
    CommitOutcome repeated = unlucky.tryCommit(FIRST, committable, Optional.empty());
    assertThat(changes(repeated)).singleElement().matches(entry -> entry.is(committable.id()));
  }

  @Test
  void shouldTakeTheSameAttemptAgainAfterFailure() throws IOException {
    // Given
    create(beginning(0, 0));
    TableLog unlucky = writer(CommitFault.FAILS);
    unlucky.open();
    Committable committable = rows(0, 0, 10);

    // When
    CommitOutcome outcome = unlucky.tryCommit(FIRST, committable, Optional.empty());
    CommitOutcome repeated = unlucky.tryCommit(FIRST, committable, Optional.empty());

    // Then
    assertThat(outcome).isInstanceOf(CommitOutcome.Unknown.class);
    assertThat(repeated).isEqualTo(new CommitOutcome.Committed(new TableVersion(1)));
    assertThat(log.changesSince(FIRST)).hasSize(1);
  }

  @Test
  void shouldSurviveFailureOnTheFirstEntry() throws IOException {
    // Given
    TableLog unlucky = writer(CommitFault.FAILS, CommitFault.LANDS_AND_FAILS);
    unlucky.open();
    Committable first = beginning(0, 0);

    // When
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThat(unlucky.tryCommit(TableVersion.NONE, first, Optional.of(DEFINITION)))
          .isInstanceOf(CommitOutcome.Unknown.class);
    }

    // Then
    CommitOutcome repeated = unlucky.tryCommit(TableVersion.NONE, first, Optional.of(DEFINITION));
    assertThat(changes(repeated)).singleElement().matches(entry -> entry.is(first.id()));
  }

  @Test
  void shouldTellOfNewerProtocol() throws IOException {
    // Given
    create(beginning(0, 0));
    raiseProtocol(FIRST);

    // When
    CommitOutcome outcome = log.tryCommit(FIRST, rows(0, 0, 1), Optional.empty());

    // Then
    assertThat(changes(outcome).get(0).unsupportedProtocol()).isPresent();
    assertThat(refusal(writer())).as("why a new writer refuses").isNotEmpty();
  }

  /** An engine that cannot even read the table says so with an exception. */
  private static Optional<String> refusal(TableLog fresh) throws IOException {
    try {
      return fresh.open().unsupportedProtocol();
    } catch (SluiceException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
      return Optional.of(e.getMessage());
    }
  }

  @Test
  void shouldFindProgressOfAllPartitionsAfterManyCommits() throws IOException {
    // Given
    int partitions = 5;
    int commits = 35;
    create(
        Committables.withoutFiles(
            IntStream.range(0, partitions)
                .mapToObj(i -> PartitionCommit.beginning(partition(i), 0))
                .toArray(PartitionCommit[]::new)));
    long[] offsets = new long[partitions];

    // When
    for (int i = 0; i < commits; i++) {
      int partition = i % 4; // the last one stays where it began
      Committable next = rows(partition, offsets[partition], offsets[partition] + i + 1);
      offsets[partition] += i + 1;
      commit(log, new TableVersion(i), next);
    }

    // Then
    TableView view = writer().open();
    assertThat(view.version()).isEqualTo(new TableVersion(commits));
    for (int i = 0; i < partitions; i++) {
      assertThat(view.progress().offsets()).containsEntry(appId(i), offsets[i]);
    }
    assertThat(log.changesSince(TableVersion.NONE)).hasSize(commits + 1);
    assertThat(log.changesSince(view.version())).isEmpty();
  }

  /** Creates the table. */
  protected final CommitOutcome create(Committable first) {
    return log.tryCommit(TableVersion.NONE, first, Optional.of(DEFINITION));
  }

  protected static void commit(TableLog writer, TableVersion base, Committable committable) {
    assertThat(writer.tryCommit(base, committable, Optional.empty()))
        .isEqualTo(new CommitOutcome.Committed(base.next()));
  }

  protected static List<LogEntry> changes(CommitOutcome outcome) {
    assertThat(outcome).isInstanceOf(CommitOutcome.Exists.class);
    return ((CommitOutcome.Exists) outcome).changes();
  }
}
