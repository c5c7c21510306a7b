package io.sluice.domain.column;

import java.util.Arrays;

/**
 * The inside of selected lists or maps: which inner rows they take, and where each of them ends.
 */
final class Slices {
  private final int[] ends;
  private int[] inside;
  private int size;

  private Slices(int count) {
    this.ends = new int[count];
    this.inside = new int[Math.max(16, count)];
  }

  /**
   * What lies inside the selected lists or maps.
   *
   * @param ends where each list or map ends
   * @param rows the selected ones; the first {@code count} count
   */
  static Slices of(int[] ends, int[] rows, int count) {
    Slices slices = new Slices(count);
    for (int i = 0; i < count; i++) {
      int start = rows[i] == 0 ? 0 : ends[rows[i] - 1];
      slices.take(start, ends[rows[i]]);
      slices.ends[i] = slices.size;
    }
    return slices;
  }

  private void take(int start, int end) {
    for (int inner = start; inner < end; inner++) {
      if (size == inside.length) {
        inside = Arrays.copyOf(inside, size * 2);
      }
      inside[size++] = inner;
    }
  }

  /** Inner row numbers in order; the first {@link #size} count. */
  int[] inside() {
    return inside;
  }

  int size() {
    return size;
  }

  /** One per selected list or map. */
  int[] ends() {
    return ends;
  }
}
