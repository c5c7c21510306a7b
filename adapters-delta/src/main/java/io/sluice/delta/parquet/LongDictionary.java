package io.sluice.delta.parquet;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** Of whole numbers; doubles go by their bits. */
final class LongDictionary extends ValueDictionary {
  private long[] distinct = new long[FIRST_TABLE];
  private IntToLongFunction values;
  private int width;
  private long value;

  /**
   * Goes on with other values.
   *
   * @param bits the value at an index
   * @param bytes how many a value takes
   */
  LongDictionary over(IntToLongFunction bits, int bytes) {
    values = bits;
    width = bytes;
    return this;
  }

  @Override
  int skipKnown(int[] indexes, int from, int to) {
    long[] slots = slots();
    int toSlot = shift();
    int[] given = ids();
    for (int i = from; i < to; i++) {
      long wanted = values.applyAsLong(indexes[i]);
      int hash = spread(wanted * MIX);
      long found = slots[hash >>> toSlot];
      if (found == EMPTY || hash != hashIn(found) || wanted != distinct[idIn(found)]) {
        return i;
      }
      given[i] = idIn(found);
    }
    return to;
  }

  @Override
  int goTo(int index) {
    value = values.applyAsLong(index);
    return spread(value * MIX);
  }

  @Override
  boolean is(int id) {
    return value == distinct[id];
  }

  @Override
  void copy(int id) {
    if (id == distinct.length) {
      distinct = Arrays.copyOf(distinct, 2 * id);
    }
    distinct[id] = value;
  }

  /** Plain numbers that are near one another are compressed better than numbers for them. */
  @Override
  int mostDistinctInSample() {
    return SAMPLE / 2;
  }

  @Override
  int bytes(int index) {
    return width;
  }

  @Override
  long bytes(int[] indexes, int count) {
    return (long) count * width;
  }
}
