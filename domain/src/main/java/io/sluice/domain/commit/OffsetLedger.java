package io.sluice.domain.commit;

import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The books of one writer: per partition, what the table holds, what is sealed and on its way into
 * it, and what was read since. Every range begins where the one before it ended; the ledger refuses
 * anything else, because a hole here is a loss in the table.
 *
 * <p>Not thread-safe: it belongs to the thread that polls.
 */
public final class OffsetLedger {
  private final Map<SourcePartition, Account> accounts = new TreeMap<>();
  private final Deque<Sealed> sealed = new ArrayDeque<>();
  private long records;
  private long weight;
  private long gapOffsets;
  private long recordsSinceNanos;
  private long gapsSinceNanos;

  /** Opens the account of a partition that the table says is read up to an offset. */
  public void start(SourcePartition partition, long offset) {
    if (accounts.putIfAbsent(partition, new Account(offset)) != null) {
      throw new IllegalStateException(partition + " is on the books already");
    }
  }

  /** Whether the partition has an account. */
  public boolean holds(SourcePartition partition) {
    return accounts.containsKey(partition);
  }

  /**
   * Books what was read.
   *
   * @param nowNanos monotonic nanoseconds
   * @throws IllegalStateException when the batch does not begin where the last one ended
   */
  public void append(RecordBatch batch, long nowNanos) {
    Account account = accounts.get(batch.partition());
    if (account == null) {
      throw new IllegalStateException(batch.partition() + " is not on the books");
    }
    account.append(batch);
    if (records == 0 && batch.size() > 0) {
      recordsSinceNanos = nowNanos;
    }
    if (gapOffsets == 0 && batch.gaps().offsets() > 0) {
      gapsSinceNanos = nowNanos;
    }
    records += batch.size();
    weight += batch.weight();
    gapOffsets += batch.gaps().offsets();
  }

  /** What was read and not yet sealed. */
  public FlushPolicy.Pending pending() {
    return new FlushPolicy.Pending(
        records, weight, gapOffsets, records > 0 ? recordsSinceNanos : gapsSinceNanos);
  }

  /** Closes what was read so far under an identity; empty when there is nothing to close. */
  public Optional<Sealed> seal(CommitIdentity id) {
    List<SealedPartition> partitions = new ArrayList<>();
    accounts.forEach((partition, account) -> account.seal(partition).ifPresent(partitions::add));
    records = 0;
    weight = 0;
    gapOffsets = 0;
    if (partitions.isEmpty()) {
      return Optional.empty();
    }
    Sealed closed = new Sealed(id, partitions);
    sealed.add(closed);
    return Optional.of(closed);
  }

  /**
   * Books that the table holds the oldest sealed ranges.
   *
   * @return the offsets that the table now has for them
   * @throws IllegalStateException when the identity is not that of the oldest
   */
  public Map<SourcePartition, Long> committed(CommitIdentity id) {
    Sealed oldest = sealed.peek();
    if (oldest == null || !oldest.id().equals(id)) {
      throw new IllegalStateException("commit " + id + " is not the one that is due");
    }
    sealed.remove();
    Map<SourcePartition, Long> offsets = new HashMap<>();
    for (SealedPartition partition : oldest.partitions()) {
      Account account = accounts.get(partition.partition());
      account.committed = partition.range().to();
      offsets.put(partition.partition(), account.committed);
    }
    return offsets;
  }

  /** Closes every account and forgets whatever the table does not hold. */
  public void clear() {
    accounts.clear();
    sealed.clear();
    records = 0;
    weight = 0;
    gapOffsets = 0;
  }

  /**
   * Closes the accounts of partitions of which everything read is in the table.
   *
   * @throws IllegalStateException when something of them is not
   */
  public void release(Iterable<SourcePartition> partitions) {
    for (SourcePartition partition : partitions) {
      Account account = accounts.remove(partition);
      if (account != null && account.committed != account.position()) {
        throw new IllegalStateException(
            partition
                + " is read to "
                + account.position()
                + ", the table has "
                + account.committed);
      }
    }
  }

  /** Where the next batch of the partition has to begin. */
  public OptionalLong position(SourcePartition partition) {
    Account account = accounts.get(partition);
    return account == null ? OptionalLong.empty() : OptionalLong.of(account.position());
  }

  /** The offset that the table has for the partition, as far as this writer knows. */
  public OptionalLong committedOffset(SourcePartition partition) {
    Account account = accounts.get(partition);
    return account == null ? OptionalLong.empty() : OptionalLong.of(account.committed);
  }

  /** Whether nothing is sealed and nothing was read since. */
  public boolean isSettled() {
    return sealed.isEmpty() && records == 0 && gapOffsets == 0;
  }

  /** Whether the table holds everything that was read of the partition; true without an account. */
  public boolean isSettled(SourcePartition partition) {
    Account account = accounts.get(partition);
    return account == null || account.committed == account.position();
  }

  /** The partitions on the books. */
  public Set<SourcePartition> partitions() {
    return Set.copyOf(accounts.keySet());
  }

  /** How many sealed committables the table does not hold yet. */
  public int inFlight() {
    return sealed.size();
  }

  /** Records that were read and that the table does not hold yet. */
  public long uncommittedRecords() {
    long inFlight =
        sealed.stream()
            .flatMap(entry -> entry.partitions().stream())
            .mapToLong(SealedPartition::records)
            .sum();
    return inFlight + records;
  }

  /**
   * Ranges that wait to be committed together.
   *
   * @param partitions only those with something to commit, one at least
   */
  public record Sealed(CommitIdentity id, List<SealedPartition> partitions) {
    public Sealed {
      partitions = List.copyOf(partitions);
    }
  }

  /**
   * One partition's share.
   *
   * @param records how many records the range holds
   */
  public record SealedPartition(
      SourcePartition partition, OffsetRange range, long records, Gaps gaps) {}

  private static final class Account {
    private long committed;
    private OffsetRange open;
    private long openRecords;
    private Gaps openGaps = Gaps.NONE;

    private Account(long offset) {
      committed = offset;
      open = new OffsetRange(offset, offset);
    }

    private long position() {
      return open.to();
    }

    private void append(RecordBatch batch) {
      if (batch.range().from() != open.to()) {
        throw new IllegalStateException(
            batch + " does not begin at " + open.to() + ", where the last one ended");
      }
      open = open.join(batch.range());
      openRecords += batch.size();
      openGaps = openGaps.plus(batch.gaps());
    }

    private Optional<SealedPartition> seal(SourcePartition partition) {
      if (open.isEmpty()) {
        return Optional.empty();
      }
      SealedPartition share = new SealedPartition(partition, open, openRecords, openGaps);
      open = new OffsetRange(open.to(), open.to());
      openRecords = 0;
      openGaps = Gaps.NONE;
      return Optional.of(share);
    }
  }
}
