package io.sluice.domain.commit;

import static io.sluice.domain.commit.Commits.batch;
import static io.sluice.domain.commit.Commits.gap;
import static io.sluice.domain.commit.Commits.id;
import static io.sluice.domain.commit.Commits.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.commit.OffsetLedger.Sealed;
import io.sluice.domain.commit.OffsetLedger.SealedPartition;
import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {
  private final OffsetLedger ledger = new OffsetLedger();

  @Test
  void shouldBeginWhereTheTableIs() {
    // When
    ledger.start(partition(0), 100);

    // Then
    assertThat(ledger.holds(partition(0))).isTrue();
    assertThat(ledger.holds(partition(1))).isFalse();
    assertThat(ledger.position(partition(0))).hasValue(100);
    assertThat(ledger.committedOffset(partition(0))).hasValue(100);
    assertThat(ledger.position(partition(1))).isEmpty();
    assertThat(ledger.committedOffset(partition(1))).isEmpty();
    assertThat(ledger.isSettled()).isTrue();
    assertThat(ledger.isSettled(partition(1))).as("without an account").isTrue();
    assertThat(ledger.partitions()).containsExactly(partition(0));
    assertThat(ledger.seal(id(1))).as("nothing to seal").isEmpty();
  }

  @Test
  void shouldRefuseASecondAccountAndAStranger() {
    // Given
    ledger.start(partition(0), 100);

    // Then
    assertThatThrownBy(() -> ledger.start(partition(0), 90))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ledger.position(partition(0))).hasValue(100);
    assertThatThrownBy(() -> ledger.append(batch(1, 0, 5), 0))
        .as("a partition that is not ours")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldRefuseHolesAndRepetitions() {
    // Given
    ledger.start(partition(0), 100);
    ledger.append(batch(0, 100, 105), 0);

    // Then
    assertThatThrownBy(() -> ledger.append(batch(0, 106, 110), 0))
        .as("a hole is a loss")
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ledger.append(batch(0, 104, 110), 0))
        .as("an overlap is a duplicate")
        .isInstanceOf(IllegalStateException.class);
    assertThat(ledger.pending().records()).as("nothing was booked").isEqualTo(5);
    assertThat(ledger.position(partition(0))).hasValue(105);
  }

  @Test
  void shouldCountWhatIsPending() {
    // Given
    ledger.start(partition(0), 0);
    ledger.start(partition(1), 0);

    // When
    ledger.append(gap(0, 0, 4), 10);
    assertThat(ledger.pending()).isEqualTo(new FlushPolicy.Pending(0, 0, 4, 10));
    ledger.append(gap(0, 4, 5), 15);
    assertThat(ledger.pending().sinceNanos()).as("of the first gap").isEqualTo(10);
    ledger.append(batch(0, 5, 8), 20);
    ledger.append(batch(1, 0, 2), 30);

    // Then
    assertThat(ledger.pending())
        .as("since the first record, not the last and not the gap")
        .isEqualTo(new FlushPolicy.Pending(5, 50 + 5 * 64, 5, 20));
    assertThat(ledger.uncommittedRecords()).isEqualTo(5);
    assertThat(ledger.isSettled()).isFalse();
  }

  @Test
  void shouldSealAllPartitionsThatHaveSomething() {
    // Given
    ledger.start(partition(0), 100);
    ledger.start(partition(1), 7);
    ledger.start(partition(2), 0);
    ledger.append(batch(0, 100, 105), 0);
    ledger.append(gap(0, 105, 106), 0);
    ledger.append(batch(0, 106, 110), 0);
    ledger.append(gap(2, 0, 3), 0);

    // When
    Optional<Sealed> sealed = ledger.seal(id(1));

    // Then
    assertThat(sealed)
        .contains(
            new Sealed(
                id(1),
                List.of(
                    new SealedPartition(
                        partition(0),
                        new OffsetRange(100, 110),
                        9,
                        Gaps.of(new OffsetRange(105, 106))),
                    new SealedPartition(
                        partition(2), new OffsetRange(0, 3), 0, Gaps.of(new OffsetRange(0, 3))))));
    assertThat(ledger.pending()).isEqualTo(new FlushPolicy.Pending(0, 0, 0, 0));
    assertThat(ledger.inFlight()).isEqualTo(1);
    assertThat(ledger.isSettled()).as("sealed is not committed").isFalse();
    assertThat(ledger.isSettled(partition(0))).isFalse();
    assertThat(ledger.isSettled(partition(1))).isTrue();
    assertThat(ledger.uncommittedRecords()).isEqualTo(9);
    assertThat(ledger.committedOffset(partition(0))).hasValue(100);
    assertThat(ledger.position(partition(0))).hasValue(110);
  }

  @Test
  void shouldGoOnBehindWhatIsSealed() {
    // Given
    ledger.start(partition(0), 0);
    ledger.append(batch(0, 0, 5), 0);
    ledger.seal(id(1));

    // When
    ledger.append(batch(0, 5, 9), 50);
    Sealed second = ledger.seal(id(2)).orElseThrow();

    // Then
    assertThat(second.partitions())
        .containsExactly(new SealedPartition(partition(0), new OffsetRange(5, 9), 4, Gaps.NONE));
    assertThat(ledger.inFlight()).isEqualTo(2);
    assertThat(ledger.uncommittedRecords()).isEqualTo(9);
  }

  @Test
  void shouldBookCommitsInTheirOrderOnly() {
    // Given
    ledger.start(partition(0), 0);
    ledger.append(batch(0, 0, 5), 0);
    ledger.seal(id(1));
    ledger.append(batch(0, 5, 9), 0);
    ledger.seal(id(2));

    // Then
    assertThatThrownBy(() -> ledger.committed(id(2))).isInstanceOf(IllegalStateException.class);
    assertThat(ledger.committed(id(1))).isEqualTo(Map.of(partition(0), 5L));
    assertThat(ledger.committedOffset(partition(0))).hasValue(5);
    assertThatThrownBy(() -> ledger.committed(id(1))).isInstanceOf(IllegalStateException.class);
    assertThat(ledger.committed(id(2))).isEqualTo(Map.of(partition(0), 9L));
    assertThat(ledger.isSettled()).isTrue();
    assertThat(ledger.isSettled(partition(0))).isTrue();
    assertThatThrownBy(() -> ledger.committed(id(3)))
        .as("nothing is due")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldNotBeSettledWithPassedOffsetsAlone() {
    // Given
    ledger.start(partition(0), 0);

    // When
    ledger.append(gap(0, 0, 3), 0);

    // Then
    assertThat(ledger.isSettled()).isFalse();
    assertThat(ledger.isSettled(partition(0))).isFalse();
  }

  @Test
  void shouldReleaseOnlyWhatTheTableHolds() {
    // Given
    ledger.start(partition(0), 0);
    ledger.start(partition(1), 0);
    ledger.append(batch(0, 0, 5), 0);

    // Then
    assertThatThrownBy(() -> ledger.release(List.of(partition(0))))
        .as("read, not sealed")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldNotReleaseWhatIsSealed() {
    // Given
    ledger.start(partition(0), 0);
    ledger.append(batch(0, 0, 5), 0);
    ledger.seal(id(1));

    // Then
    assertThatThrownBy(() -> ledger.release(List.of(partition(0))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldReleaseAndStartAgain() {
    // Given
    ledger.start(partition(0), 0);
    ledger.append(batch(0, 0, 5), 0);
    ledger.seal(id(1));
    ledger.committed(id(1));

    // When
    ledger.release(List.of(partition(0), partition(7)));

    // Then
    assertThat(ledger.holds(partition(0))).isFalse();
    ledger.start(partition(0), 42);
    assertThat(ledger.position(partition(0))).hasValue(42);
  }

  @Test
  void shouldForgetEverythingWhenCleared() {
    // Given
    ledger.start(partition(0), 0);
    ledger.append(batch(0, 0, 5), 0);
    ledger.seal(id(1));
    ledger.append(batch(0, 5, 7), 0);
    ledger.append(gap(0, 7, 8), 0);

    // When
    ledger.clear();

    // Then
    assertThat(ledger.isSettled()).isTrue();
    assertThat(ledger.inFlight()).isZero();
    assertThat(ledger.uncommittedRecords()).isZero();
    assertThat(ledger.pending().weight()).isZero();
    assertThat(ledger.partitions()).isEmpty();
    ledger.start(partition(0), 3);
    assertThat(ledger.position(partition(0))).hasValue(3);
  }

  @Test
  void shouldSealEveryOffsetExactlyOnce() {
    // Given
    Random random = new Random(3);
    long[] read = new long[4];
    long[] sealedTo = new long[4];
    for (int p = 0; p < 4; p++) {
      ledger.start(partition(p), 0);
    }

    for (int step = 1; step < 2_000; step++) {
      // When
      int p = random.nextInt(4);
      long to = read[p] + random.nextInt(5);
      ledger.append(random.nextBoolean() ? batch(p, read[p], to) : gap(p, read[p], to), step);
      read[p] = to;
      if (random.nextInt(10) == 0) {
        for (SealedPartition share :
            ledger.seal(id(step)).map(Sealed::partitions).orElse(List.of())) {
          // Then
          int number = share.partition().partition();
          assertThat(share.range()).isEqualTo(new OffsetRange(sealedTo[number], read[number]));
          assertThat(share.records() + share.gaps().offsets()).isEqualTo(share.range().length());
          sealedTo[number] = read[number];
        }
      }
    }
    ledger.seal(id(0));
    for (int p = 0; p < 4; p++) {
      assertThat(ledger.position(partition(p))).hasValue(read[p]);
    }
  }
}
