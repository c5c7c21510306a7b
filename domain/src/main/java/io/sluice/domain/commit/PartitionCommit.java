package io.sluice.domain.commit;

import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import java.util.Objects;

/**
 * What one log entry says of one partition.
 *
 * @param begins whether this is where the table first hears of the partition; the range is then
 *     empty and lies where reading starts
 * @param range the offsets that the entry passes
 * @param rows how many of them became rows
 * @param deadLetters how many of them became dead letters
 * @param gaps how many of them held no record
 */
public record PartitionCommit(
    SourcePartition partition,
    boolean begins,
    OffsetRange range,
    long rows,
    long deadLetters,
    Gaps gaps) {
  public PartitionCommit {
    Objects.requireNonNull(partition, "partition");
    if (rows < 0 || deadLetters < 0 || rows + deadLetters + gaps.offsets() != range.length()) {
      throw new IllegalArgumentException(
          partition
              + range.toString()
              + " does not add up: "
              + rows
              + " rows, "
              + deadLetters
              + " dead letters, "
              + gaps.offsets()
              + " offsets without a record");
    }
    if (begins && !range.isEmpty()) {
      throw new IllegalArgumentException(partition + " cannot begin with " + range);
    }
  }

  public static PartitionCommit beginning(SourcePartition partition, long offset) {
    return new PartitionCommit(partition, true, new OffsetRange(offset, offset), 0, 0, Gaps.NONE);
  }

  public static PartitionCommit skipping(SourcePartition partition, OffsetRange gap) {
    return new PartitionCommit(partition, false, gap, 0, 0, Gaps.of(gap));
  }
}
