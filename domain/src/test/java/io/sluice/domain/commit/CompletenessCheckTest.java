package io.sluice.domain.commit;

import static io.sluice.domain.commit.Commits.PIPELINE;
import static io.sluice.domain.commit.Commits.id;
import static io.sluice.domain.commit.Commits.key;
import static io.sluice.domain.commit.Commits.partition;
import static io.sluice.domain.commit.Commits.record;
import static io.sluice.domain.commit.Commits.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.commit.CompletenessCheck.PartitionReport;
import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.table.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompletenessCheckTest {
  private static final LogEntry BEGIN =
      entry(
          0,
          record(
              1,
              PartitionCommit.beginning(partition(0), 100),
              PartitionCommit.beginning(partition(1), 0)));

  @Test
  void shouldAddUpAWholeLog() {
    // When
    CompletenessCheck.Report report =
        check(
            BEGIN,
            entry(1, record(2, rows(0, 100, 110), rows(1, 0, 3))),
            foreign(2, Map.of("spark", 7L)),
            entry(
                3,
                record(
                    3,
                    new PartitionCommit(
                        partition(0),
                        false,
                        new OffsetRange(110, 120),
                        5,
                        2,
                        Gaps.of(new OffsetRange(117, 120))))));

    // Then
    assertThat(report.problems()).isEmpty();
    assertThat(report.isComplete()).isTrue();
    assertThat(report.versions()).isEqualTo(4);
    assertThat(report.foreignEntries()).isEqualTo(1);
    assertThat(report.partitions())
        .containsExactly(
            new PartitionReport(PIPELINE, partition(0), 100, 120, 15, 2, 3),
            new PartitionReport(PIPELINE, partition(1), 0, 3, 3, 0, 0));
  }

  @Test
  void shouldFindNothingInAnEmptyLog() {
    CompletenessCheck.Report report = new CompletenessCheck().report();
    assertThat(report.isComplete()).isTrue();
    assertThat(report.versions()).isZero();
  }

  @Test
  void shouldFindAHoleBetweenEntries() {
    assertProblem(
        check(BEGIN, entry(1, record(2, rows(0, 101, 110)))),
        "version 1 passes flights-0[101, 110), the entry before ended at 100");
  }

  @Test
  void shouldFindRecordsPassedTwice() {
    assertProblem(
        check(
            BEGIN, entry(1, record(2, rows(0, 100, 110))), entry(2, record(3, rows(0, 100, 110)))),
        "version 2 passes flights-0[100, 110), the entry before ended at 110");
  }

  @Test
  void shouldFindAPartitionThatBeginsTwice() {
    assertProblem(
        check(BEGIN, entry(1, record(2, PartitionCommit.beginning(partition(0), 100)))),
        "version 1 passes flights-0[100, 100)");
  }

  @Test
  void shouldFindAPartitionWithoutItsBeginningInAnyVersion() {
    assertProblem(
        check(entry(0, record(1, rows(0, 100, 110)))),
        "version 0 passes flights-0[100, 110) without its beginning");
    assertProblem(
        check(BEGIN, entry(1, record(2, rows(2, 50, 60)))),
        "version 1 passes flights-2[50, 60) without its beginning");
  }

  @Test
  void shouldNotMissABeginningThatIsNoLongerInTheLog() {
    // Given a log whose first entries were cleaned up
    CompletenessCheck.Report report =
        check(entry(50, record(2, rows(0, 100, 110))), entry(51, record(3, rows(0, 110, 111))));

    // Then
    assertThat(report.problems()).isEmpty();
    assertThat(report.partitions())
        .containsExactly(new PartitionReport(PIPELINE, partition(0), 100, 111, 11, 0, 0));
  }

  @Test
  void shouldFindAMissingVersion() {
    assertProblem(
        check(BEGIN, entry(2, record(2, rows(0, 100, 110)))),
        "version 1 is missing, after 0 comes 2");
  }

  @Test
  void shouldFindRowsThatAreNotInTheFiles() {
    assertProblem(
        check(BEGIN, with(entry(1, record(2, rows(0, 100, 110))), 9, 0)),
        "version 1 adds 9 rows, its commit info says 10");
    assertProblem(
        check(BEGIN, with(entry(1, record(2, rows(0, 100, 110))), 11, 0)),
        "version 1 adds 11 rows, its commit info says 10");
  }

  @Test
  void shouldFindDataThatWasTakenOut() {
    assertProblem(
        check(BEGIN, with(entry(1, record(2, rows(0, 100, 110))), 10, 3)),
        "version 1 removes the data of 3 files");
    assertProblem(
        check(BEGIN, with(foreign(1, Map.of()), 0, 1)), "version 1 removes the data of 1 files");
  }

  @Test
  void shouldFindTransactionsThatDisagree() {
    // Given
    CommitRecord record = record(2, rows(0, 100, 110));

    // Then
    String problem = "version 1: transaction actions and commit info disagree";
    assertProblem(check(BEGIN, entry(1, record, Map.of(key(0).appId(), 111L))), problem);
    assertProblem(check(BEGIN, entry(1, record, Map.of())), problem);
    assertProblem(
        check(BEGIN, entry(1, record, Map.of(key(0).appId(), 110L, key(1).appId(), 5L))), problem);
  }

  @Test
  void shouldLeaveOtherApplicationsTransactionsAlone() {
    assertThat(
            check(
                    BEGIN,
                    entry(
                        1, record(2, rows(0, 100, 110)), Map.of(key(0).appId(), 110L, "spark", 9L)))
                .problems())
        .isEmpty();
  }

  @Test
  void shouldFindProgressThatSomebodySetByHand() {
    assertProblem(
        check(BEGIN, foreign(1, Map.of(key(0).appId(), 500L))),
        "version 1 sets " + key(0).appId() + " without a commit info");
  }

  @Test
  void shouldKeepPipelinesApart() {
    // Given two pipelines that write the same partition into one table
    CommitRecord other =
        new CommitRecord(
            id(9),
            "another",
            List.of(PartitionCommit.beginning(partition(0), 100)),
            Optional.empty());

    // When
    CompletenessCheck.Report report = check(BEGIN, entry(1, other));

    // Then
    assertThat(report.problems()).isEmpty();
    assertThat(report.partitions()).extracting(PartitionReport::pipeline).contains("another");
    assertThat(report.partitions()).hasSize(3);
  }

  @Test
  void shouldReportEveryProblem() {
    assertThat(
            check(
                    BEGIN,
                    with(entry(1, record(2, rows(0, 101, 110))), 5, 1),
                    entry(2, record(3, rows(1, 5, 6))))
                .problems())
        .hasSize(4);
  }

  private static CompletenessCheck.Report check(LogEntry... entries) {
    CompletenessCheck check = new CompletenessCheck();
    for (LogEntry entry : entries) {
      check.accept(entry);
    }
    return check.report();
  }

  private static void assertProblem(CompletenessCheck.Report report, String problem) {
    assertThat(report.isComplete()).isFalse();
    assertThat(report.problems()).singleElement().asString().startsWith(problem);
  }

  private static LogEntry foreign(long version, Map<String, Long> transactions) {
    return new LogEntry(
        new TableVersion(version),
        0,
        Optional.empty(),
        transactions,
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0);
  }

  private static LogEntry entry(long version, CommitRecord record) {
    return Commits.entry(version, record);
  }

  private static LogEntry entry(long version, CommitRecord record, Map<String, Long> transactions) {
    LogEntry whole = Commits.entry(version, record);
    return new LogEntry(
        whole.version(),
        0,
        whole.record(),
        transactions,
        Optional.empty(),
        Optional.empty(),
        whole.rowsAdded(),
        1,
        0);
  }

  private static LogEntry with(LogEntry entry, long rowsAdded, int filesRemoved) {
    return new LogEntry(
        entry.version(),
        0,
        entry.record(),
        entry.transactions(),
        Optional.empty(),
        Optional.empty(),
        rowsAdded,
        1,
        filesRemoved);
  }
}
