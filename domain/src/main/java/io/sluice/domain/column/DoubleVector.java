package io.sluice.domain.column;

import java.util.Arrays;

/** 64-bit floating point numbers. */
public final class DoubleVector extends ColumnVector {
  private double[] values = new double[64];

  public void append(double value) {
    if (size() == values.length) {
      values = Arrays.copyOf(values, grown(values.length));
    }
    values[size()] = value;
    counted();
  }

  /** The value at the row; zero where it is null. */
  public double get(int row) {
    return values[row];
  }

  @Override
  public DoubleVector select(int[] rows, int count) {
    DoubleVector selected = new DoubleVector();
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
