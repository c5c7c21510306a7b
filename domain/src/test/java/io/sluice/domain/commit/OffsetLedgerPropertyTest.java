package io.sluice.domain.commit;

import static io.sluice.domain.commit.Commits.batch;
import static io.sluice.domain.commit.Commits.gap;
import static io.sluice.domain.commit.Commits.id;
import static io.sluice.domain.commit.Commits.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.domain.commit.OffsetLedger.Sealed;
import io.sluice.domain.commit.OffsetLedger.SealedPartition;
import io.sluice.domain.record.OffsetRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Whatever is done to the books, each offset is sealed once, in its order, or refused. */
class OffsetLedgerPropertyTest {
  private static final int PARTITIONS = 3;

  /** What can be done to the books. */
  enum Kind {
    START,
    APPEND,
    APPEND_GAP,
    APPEND_ELSEWHERE,
    SEAL,
    COMMIT,
    COMMIT_OTHER,
    RELEASE,
    CLEAR
  }

  /**
   * One thing done.
   *
   * @param amount offsets, or how far from where it should be
   */
  record Step(Kind kind, int partition, int amount) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(3, Kind.START),
            Tuple.of(8, Kind.APPEND),
            Tuple.of(3, Kind.APPEND_GAP),
            Tuple.of(2, Kind.APPEND_ELSEWHERE),
            Tuple.of(4, Kind.SEAL),
            Tuple.of(4, Kind.COMMIT),
            Tuple.of(1, Kind.COMMIT_OTHER),
            Tuple.of(2, Kind.RELEASE),
            Tuple.of(1, Kind.CLEAR));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, PARTITIONS - 1),
            Arbitraries.integers().between(1, 5))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void shouldAgreeWithAPlainAccountOfOffsets(@ForAll("steps") List<Step> steps) {
    Books books = new Books();
    for (Step step : steps) {
      books.take(step);
      books.compare();
    }
  }

  /** The ledger beside an account of it as plain as can be. */
  private static final class Books {
    private final OffsetLedger ledger = new OffsetLedger();
    private final Map<Integer, Long> committed = new TreeMap<>();
    private final Map<Integer, Long> sealedTo = new TreeMap<>();
    private final Map<Integer, Long> read = new TreeMap<>();
    private final Deque<Sealed> due = new ArrayDeque<>();
    private long next;

    private void take(Step step) {
      switch (step.kind()) {
        case START -> start(step);
        case APPEND, APPEND_GAP -> append(step);
        case APPEND_ELSEWHERE -> refuseElsewhere(step);
        case SEAL -> seal();
        case COMMIT -> commit();
        case COMMIT_OTHER -> refuse(() -> ledger.committed(id(next + 1)));
        case RELEASE -> release(step.partition());
        case CLEAR -> {
          ledger.clear();
          List.of(committed, sealedTo, read).forEach(Map::clear);
          due.clear();
        }
      }
    }

    private void start(Step step) {
      if (read.containsKey(step.partition())) {
        refuse(() -> ledger.start(partition(step.partition()), step.amount()));
        return;
      }
      ledger.start(partition(step.partition()), step.amount());
      List.of(committed, sealedTo, read)
          .forEach(each -> each.put(step.partition(), (long) step.amount()));
    }

    private void append(Step step) {
      int number = step.partition();
      if (!read.containsKey(number)) {
        refuse(() -> ledger.append(batch(number, 0, step.amount()), 0));
        return;
      }
      long from = read.get(number);
      long to = from + step.amount();
      ledger.append(
          step.kind() == Kind.APPEND ? batch(number, from, to) : gap(number, from, to), 0);
      read.put(number, to);
    }

    private void refuseElsewhere(Step step) {
      int number = step.partition();
      if (read.containsKey(number)) {
        long from = read.get(number) + step.amount();
        refuse(() -> ledger.append(batch(number, from, from + 1), 0));
      }
    }

    private void seal() {
      ledger.seal(id(next)).ifPresent(this::requireWhatWasRead);
      next++;
    }

    private void requireWhatWasRead(Sealed sealed) {
      for (SealedPartition share : sealed.partitions()) {
        int number = share.partition().partition();
        assertThat(share.range())
            .isEqualTo(new OffsetRange(sealedTo.get(number), read.get(number)));
        assertThat(share.records() + share.gaps().offsets()).isEqualTo(share.range().length());
        sealedTo.put(number, share.range().to());
      }
      due.add(sealed);
    }

    private void commit() {
      if (due.isEmpty()) {
        refuse(() -> ledger.committed(id(next)));
        return;
      }
      Sealed oldest = due.remove();
      ledger
          .committed(oldest.id())
          .forEach((partition, offset) -> committed.put(partition.partition(), offset));
      for (SealedPartition share : oldest.partitions()) {
        assertThat(committed).containsEntry(share.partition().partition(), share.range().to());
      }
    }

    private void release(int number) {
      boolean isSettled =
          !read.containsKey(number) || read.get(number).equals(committed.get(number));
      assertThat(ledger.isSettled(partition(number))).isEqualTo(isSettled);
      // The ledger forgets whom it refused to release, too: whoever asks for it has to clear.
      if (isSettled) {
        ledger.release(List.of(partition(number)));
        List.of(committed, sealedTo, read).forEach(each -> each.remove(number));
      }
    }

    private void compare() {
      for (int number = 0; number < PARTITIONS; number++) {
        assertThat(ledger.holds(partition(number))).isEqualTo(read.containsKey(number));
        if (read.containsKey(number)) {
          assertThat(ledger.position(partition(number))).hasValue(read.get(number));
          assertThat(ledger.committedOffset(partition(number))).hasValue(committed.get(number));
        }
      }
      assertThat(sealedTo)
          .allSatisfy((each, to) -> assertThat(to).isLessThanOrEqualTo(read.get(each)));
      assertThat(ledger.inFlight()).isEqualTo(due.size());
      assertThat(ledger.isSettled()).isEqualTo(due.isEmpty() && sealedTo.equals(read));
    }

    private static void refuse(ThrowingCallable refused) {
      assertThatIllegalStateException().isThrownBy(refused);
    }
  }
}
