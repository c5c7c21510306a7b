package io.sluice.domain.column;

import java.util.Arrays;

/** 64-bit integers, and whatever is stored as one. */
public final class LongVector extends ColumnVector {
  private long[] values = new long[64];

  public void append(long value) {
    if (size() == values.length) {
      values = Arrays.copyOf(values, grown(values.length));
    }
    values[size()] = value;
    counted();
  }

  /** The value at the row; zero where it is null. */
  public long get(int row) {
    return values[row];
  }

  @Override
  public LongVector select(int[] rows, int count) {
    LongVector selected = new LongVector();
    for (int i = 0; i < count; i++) {
      if (isNull(rows[i])) {
        selected.appendNull();
      } else {
        selected.append(values[rows[i]]);
      }
    }
    return selected;
  }

  @Override
  public long bytes() {
    return 8L * size();
  }

  @Override
  void appendAbsent() {
    if (size() == values.length) {
      values = Arrays.copyOf(values, grown(values.length));
    }
    values[size()] = 0;
  }

  @Override
  void truncateValues(int newSize) {
    // Values past the size are overwritten by the next append.
  }
}
