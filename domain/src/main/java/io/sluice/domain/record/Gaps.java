package io.sluice.domain.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Offsets that a source passed without a record: transaction markers, aborted records, compacted or
 * expired ones. The count is exact; the ranges are kept up to {@link #MAX_RANGES}, because a
 * compacted topic has millions of them and a log entry must stay small.
 *
 * @param offsets how many offsets held no record
 * @param ranges the first ranges of them, ascending
 */
public record Gaps(long offsets, List<OffsetRange> ranges) {
  /** How many ranges are named; the rest is only counted. */
  public static final int MAX_RANGES = 32;

  public static final Gaps NONE = new Gaps(0, List.of());

  public Gaps {
    ranges = List.copyOf(ranges);
    long named = ranges.stream().mapToLong(OffsetRange::length).sum();
    if (named > offsets) {
      throw new IllegalArgumentException(
          "ranges name " + named + " offsets of a gap of only " + offsets);
    }
  }

  public static Gaps of(OffsetRange range) {
    return range.isEmpty() ? NONE : new Gaps(range.length(), List.of(range));
  }

  /** These gaps followed by later ones of the same partition; ranges that touch become one. */
  public Gaps plus(Gaps later) {
    if (later.offsets == 0) {
      return this;
    }
    if (offsets == 0) {
      return later;
    }
    List<OffsetRange> joined = new ArrayList<>(ranges);
    for (OffsetRange range : later.ranges) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).to() == range.from()) {
        joined.set(last, joined.get(last).join(range));
      } else if (joined.size() < MAX_RANGES) {
        joined.add(range);
      }
    }
    return new Gaps(offsets + later.offsets, joined);
  }
}
