package io.sluice.domain.column;

import java.util.BitSet;

/** Truth values, one bit each. */
public final class BooleanVector extends ColumnVector {
  private final BitSet values = new BitSet();

  public void append(boolean value) {
    values.set(size(), value);
    counted();
  }

  /** The value at the row; false where it is null. */
  public boolean get(int row) {
    return values.get(row);
  }

  @Override
  public BooleanVector select(int[] rows, int count) {
    BooleanVector selected = new BooleanVector();
    for (int i = 0; i < count; i++) {
      if (isNull(rows[i])) {
        selected.appendNull();
      } else {
        selected.append(values.get(rows[i]));
      }
    }
    return selected;
  }

  @Override
  public long bytes() {
    return size() / 8 + 1L;
  }

  @Override
  void appendAbsent() {
    values.clear(size());
  }

  @Override
  void truncateValues(int newSize) {
    values.clear(newSize, size());
  }
}
