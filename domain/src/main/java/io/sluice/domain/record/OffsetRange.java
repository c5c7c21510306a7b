package io.sluice.domain.record;

/**
 * Offsets {@code [from, to)} of one partition.
 *
 * @param from the first offset in the range, zero or more
 * @param to the offset after the last one, at least {@code from}
 */
public record OffsetRange(long from, long to) {
  public OffsetRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("[" + from + ", " + to + ") is no offset range");
    }
  }

  public long length() {
    return to - from;
  }

  public boolean isEmpty() {
    return to == from;
  }

  /** The range that covers both; they have to join without overlap or hole. */
  public OffsetRange join(OffsetRange next) {
    if (next.from != to) {
      throw new IllegalArgumentException(this + " and " + next + " do not join");
    }
    return new OffsetRange(from, next.to);
  }

  @Override
  public String toString() {
    return "[" + from + ", " + to + ")";
  }
}
