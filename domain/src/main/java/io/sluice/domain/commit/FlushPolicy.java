package io.sluice.domain.commit;

import io.sluice.domain.record.RecordBatch;
import java.time.Duration;

/**
 * When what was read is to be committed: at so many records, so many bytes, or when the first of
 * them is so old, whichever comes first. So files are as large as the bounds allow while there is a
 * backlog, and as fresh as the age allows otherwise.
 *
 * @param maxRows records, one at least; {@link Long#MAX_VALUE} for no limit
 * @param maxBytes what the records weigh ({@link RecordBatch#weight()}), one at least
 * @param maxColumnBytes what they take in memory as columns, one at least: records that fill few of
 *     a table's many columns take far more than they weigh
 * @param maxAge since the first record was read
 */
public record FlushPolicy(long maxRows, long maxBytes, long maxColumnBytes, Duration maxAge) {
  /**
   * Offsets without a record wait this many times {@code maxAge} for a record to be committed with:
   * each transaction leaves a marker behind its records, which is not worth an entry of its own.
   */
  public static final int GAP_PATIENCE = 6;

  public FlushPolicy {
    if (maxRows < 1
        || maxBytes < 1
        || maxColumnBytes < 1
        || maxAge.isNegative()
        || maxAge.isZero()) {
      throw new IllegalArgumentException("every limit of a flush policy is positive");
    }
  }

  /** Whether there is as much as one commit should hold. */
  public boolean isFull(Pending pending) {
    return pending.records() >= maxRows
        || pending.weight() >= maxBytes
        || pending.columnBytes() >= maxColumnBytes;
  }

  /** Whether to flush now. */
  public boolean isDue(Pending pending, long nowNanos) {
    if (pending.records() > 0) {
      return isFull(pending) || nowNanos - pending.sinceNanos() >= patience(1);
    }
    return pending.gapOffsets() > 0 && nowNanos - pending.sinceNanos() >= patience(GAP_PATIENCE);
  }

  /** How long until age alone makes a flush due, never negative. */
  public Duration untilDue(Pending pending, long nowNanos) {
    if (pending.records() == 0 && pending.gapOffsets() == 0) {
      return maxAge;
    }
    long patience = patience(pending.records() > 0 ? 1 : GAP_PATIENCE);
    return Duration.ofNanos(Math.max(0, patience - (nowNanos - pending.sinceNanos())));
  }

  /** So many times the age, in nanoseconds; as long as they can count where that is longer. */
  private long patience(int times) {
    Duration longest = Duration.ofNanos(Long.MAX_VALUE / times);
    return maxAge.compareTo(longest) > 0 ? Long.MAX_VALUE : maxAge.toNanos() * times;
  }

  /**
   * What was read and not yet sealed.
   *
   * @param records how many
   * @param weight what they weigh
   * @param columnBytes what they take, or will take, as columns; zero while nobody knows
   * @param gapOffsets how many offsets without a record were passed
   * @param sinceNanos when the first of the records was read, or of the gaps where there is no
   *     record; monotonic nanoseconds
   */
  public record Pending(
      long records, long weight, long columnBytes, long gapOffsets, long sinceNanos) {
    /** Where nobody knows what they take as columns. */
    public Pending(long records, long weight, long gapOffsets, long sinceNanos) {
      this(records, weight, 0, gapOffsets, sinceNanos);
    }

    /**
     * The same, with an estimate of what they take as columns.
     *
     * @param bytesPerWeight what records of late took, for each unit of what they weighed
     */
    public Pending asColumns(double bytesPerWeight) {
      return new Pending(
          records, weight, Math.round(weight * bytesPerWeight), gapOffsets, sinceNanos);
    }
  }
}
