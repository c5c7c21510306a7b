package io.sluice.domain.column;

import java.util.Arrays;

/** Byte strings of any length, one after the other in one arena. */
public final class BytesVector extends ColumnVector {
  private byte[] arena = new byte[512];
  private int[] ends = new int[64];

  public void append(byte[] value, int offset, int length) {
    int start = used();
    reserve(start, length);
    System.arraycopy(value, offset, arena, start, length);
    push(start + length);
    counted();
  }

  /**
   * The arena that every value lies in; it is replaced when it grows, so fetch it after appending.
   */
  public byte[] arena() {
    return arena;
  }

  /** Where in the arena the row's value starts. */
  public int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** The row's value's length in bytes; zero where it is null. */
  public int length(int row) {
    return ends[row] - start(row);
  }

  /** Whether the row's value is these bytes. */
  public boolean is(int row, byte[] value, int offset, int length) {
    return Arrays.equals(arena, start(row), ends[row], value, offset, offset + length);
  }

  /** A copy of the row's value. */
  public byte[] copy(int row) {
    return Arrays.copyOfRange(arena, start(row), ends[row]);
  }

  @Override
  public BytesVector select(int[] rows, int count) {
    BytesVector selected = new BytesVector();
    for (int i = 0; i < count; i++) {
      if (isNull(rows[i])) {
        selected.appendNull();
      } else {
        selected.append(arena, start(rows[i]), length(rows[i]));
      }
    }
    return selected;
  }

  @Override
  public long bytes() {
    return used() + 4L * size();
  }

  @Override
  void appendAbsent() {
    push(used());
  }

  @Override
  void truncateValues(int newSize) {
    // The ends say what is used; the arena's rest is overwritten by the next append.
  }

  private int used() {
    return size() == 0 ? 0 : ends[size() - 1];
  }

  private void push(int end) {
    if (size() == ends.length) {
      ends = Arrays.copyOf(ends, grown(ends.length));
    }
    ends[size()] = end;
  }

  private void reserve(int start, int length) {
    long needed = (long) start + length;
    if (needed > arena.length) {
      if (needed > Integer.MAX_VALUE - 16) {
        throw new IllegalStateException(
            "a column of one batch holds more than 2 GiB; flush.max-bytes must be smaller");
      }
      arena = Arrays.copyOf(arena, (int) Math.max(needed, grown(arena.length)));
    }
  }
}
