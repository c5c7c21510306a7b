package io.sluice.domain.column;

import java.util.Arrays;

/**
 * The inside of selected lists or maps: which inner rows they take, in order, and where each
 * selected one ends.
 *
 * @param inside inner row numbers; the first {@code size} count
 * @param ends one per selected row, at least one slot so that growing by doubling works
 */
record Slices(int[] inside, int size, int[] ends) {
  static Slices of(int[] ends, int[] rows, int count) {
    int[] inside = new int[Math.max(16, count)];
    int[] newEnds = new int[Math.max(1, count)];
    int size = 0;
    for (int i = 0; i < count; i++) {
      int start = rows[i] == 0 ? 0 : ends[rows[i] - 1];
      for (int inner = start; inner < ends[rows[i]]; inner++) {
        if (size == inside.length) {
          inside = Arrays.copyOf(inside, size * 2);
        }
        inside[size++] = inner;
      }
      newEnds[i] = size;
    }
    return new Slices(inside, size, newEnds);
  }
}
