package io.sluice.domain.column;

import io.sluice.domain.schema.ListType;
import java.util.Arrays;

/** Lists: one vector of all the elements, and where each list ends in it. */
public final class ListVector extends ColumnVector {
  private final ColumnVector elements;
  private int[] ends = new int[64];

  ListVector(ListType type) {
    this.elements = ColumnVector.of(type.element());
  }

  public ColumnVector elements() {
    return elements;
  }

  /** Ends a list whose elements were appended to {@link #elements()}. */
  public void endList() {
    push();
    counted();
  }

  /** The first element of the row's list. */
  public int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** The element after the last of the row's list. */
  public int end(int row) {
    return ends[row];
  }

  @Override
  public ListVector select(int[] rows, int count) {
    Slices slices = Slices.of(ends, rows, count);
    ListVector selected = new ListVector(elements.select(slices.inside(), slices.size()));
    selected.ends = slices.ends();
    for (int i = 0; i < count; i++) {
      if (isNull(rows[i])) {
        selected.countedNull();
      } else {
        selected.counted();
      }
    }
    return selected;
  }

  private ListVector(ColumnVector elements) {
    this.elements = elements;
  }

  @Override
  public long bytes() {
    return elements.bytes() + 4L * size();
  }

  @Override
  void appendAbsent() {
    push();
  }

  @Override
  void truncateValues(int newSize) {
    elements.truncate(newSize == 0 ? 0 : ends[newSize - 1]);
  }

  private void push() {
    if (size() == ends.length) {
      ends = Arrays.copyOf(ends, grown(ends.length));
    }
    ends[size()] = elements.size();
  }
}
