package io.sluice.domain.commit;

import static io.sluice.domain.commit.Commits.PIPELINE;
import static io.sluice.domain.commit.Commits.committable;
import static io.sluice.domain.commit.Commits.entry;
import static io.sluice.domain.commit.Commits.file;
import static io.sluice.domain.commit.Commits.id;
import static io.sluice.domain.commit.Commits.key;
import static io.sluice.domain.commit.Commits.partition;
import static io.sluice.domain.commit.Commits.record;
import static io.sluice.domain.commit.Commits.rows;
import static io.sluice.domain.commit.Commits.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitRecordTest {
  private static final OffsetRange TEN = new OffsetRange(10, 20);

  @Test
  void shouldAccountForEveryOffset() {
    // Given
    Gaps gaps = Gaps.of(new OffsetRange(12, 14));

    // When
    PartitionCommit commit = new PartitionCommit(partition(0), false, TEN, 7, 1, gaps);

    // Then
    assertThat(commit.rows() + commit.deadLetters() + commit.gaps().offsets()).isEqualTo(10);
    assertThatThrownBy(() -> new PartitionCommit(partition(0), false, TEN, 8, 1, gaps))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not add up");
    assertThatThrownBy(() -> new PartitionCommit(partition(0), false, TEN, 7, 0, gaps))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PartitionCommit(partition(0), false, TEN, 9, -1, gaps))
        .as("adds up by a negative count")
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PartitionCommit(partition(0), false, TEN, -1, 9, gaps))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldBeginWithNothing() {
    assertThat(PartitionCommit.beginning(partition(0), 5))
        .isEqualTo(new PartitionCommit(partition(0), true, new OffsetRange(5, 5), 0, 0, Gaps.NONE));
    assertThatThrownBy(() -> new PartitionCommit(partition(0), true, TEN, 10, 0, Gaps.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot begin");
  }

  @Test
  void shouldSkipAGapAsAWhole() {
    assertThat(PartitionCommit.skipping(partition(0), TEN))
        .isEqualTo(new PartitionCommit(partition(0), false, TEN, 0, 0, Gaps.of(TEN)));
  }

  @Test
  void shouldMoveEachPartitionToItsEnd() {
    assertThat(record(1, rows(0, 10, 20), rows(1, 0, 5)).transactions())
        .hasSize(2)
        .containsEntry(key(0).appId(), 20L)
        .containsEntry(key(1).appId(), 5L);
    assertThat(record(1, PartitionCommit.beginning(partition(0), 7)).transactions())
        .containsEntry(key(0).appId(), 7L);
  }

  @Test
  void shouldRefuseNoPartitionAndOneTwice() {
    assertThatThrownBy(() -> record(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> record(1, rows(0, 0, 5), rows(0, 5, 9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void shouldSumOverItsPartitions() {
    // Given
    CommitRecord record =
        record(1, rows(0, 10, 20), new PartitionCommit(partition(1), false, TEN, 4, 6, Gaps.NONE));

    // Then
    assertThat(record.rows()).isEqualTo(14);
    assertThat(record.deadLetters()).isEqualTo(6);
  }

  @Test
  void shouldHaveFilesWithAsManyRowsAsItCounts() {
    // Given
    CommitRecord record = record(1, rows(0, 10, 20));

    // Then
    assertThat(new Committable(record, List.of(file(4), file(6)), schema("a long")).bytes())
        .isEqualTo(2_000);
    assertThatThrownBy(() -> new Committable(record, List.of(file(9)), schema("a long")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 rows");
    assertThatThrownBy(() -> new Committable(record, List.of(), schema("a long")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(committable(schema("a long"), rows(0, 0, 1)).id()).isEqualTo(id(1));
  }

  @Test
  void shouldKnowItsEntryByIdentityAlone() {
    // Given an entry that passes the same offsets, by another owner
    LogEntry theirs = entry(3, record(2, rows(0, 10, 20)));

    // Then
    assertThat(entry(3, record(1, rows(0, 10, 20))).is(id(1))).isTrue();
    assertThat(theirs.is(id(1))).isFalse();
    assertThat(
            new LogEntry(
                    theirs.version(),
                    0,
                    Optional.empty(),
                    theirs.transactions(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    0,
                    0)
                .is(id(2)))
        .as("an entry that says nothing of itself is nobody's")
        .isFalse();
  }

  @Test
  void shouldPrintItsIdentityPlainly() {
    assertThat(id(1)).hasToString("00000000-0000-0000-0000-000000000001");
    assertThat(new CommitRecord(id(1), PIPELINE, List.of(rows(0, 0, 1)), Optional.of("x")))
        .returns(Optional.of("x"), CommitRecord::deadLetterObject);
  }
}
