package io.sluice.delta.parquet;

import io.sluice.domain.column.BytesVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * The distinct values of a column chunk in order of first appearance, and for each value which of
 * them it is: a hash table with open addressing over the vector itself, so that no value is copied.
 * Given up as soon as it does not pay.
 */
abstract sealed class ValueDictionary {
  /** As many bytes as other writers let a dictionary have. */
  private static final int MAX_BYTES = 1 << 20;

  /** How many values tell whether a column repeats itself at all. */
  private static final int SAMPLE = 16_384;

  /** Of the sample: with more distinct values than that, identifiers rather than categories. */
  private static final int MAX_DISTINCT_IN_SAMPLE = SAMPLE / 10 * 9;

  private static final int EMPTY = -1;

  private int[] table = new int[1024];
  private int[] hashes = new int[512];
  private int[] firsts = new int[512];
  private int[] ids = new int[0];
  private int[] seenIn = new int[0];
  private int size;
  private long bytes;
  private long plainBytes;

  /** The hash of the value at an index. */
  abstract int hash(int index);

  abstract boolean same(int index, int other);

  /** How many bytes the value takes in a dictionary page. */
  abstract int bytes(int index);

  /**
   * Takes in the values at the given indexes of the vector.
   *
   * @return whether there is a dictionary now, because it is smaller than the values are
   */
  final boolean build(int[] indexes, int count) {
    clear(count);
    for (int i = 0; i < count; i++) {
      int index = indexes[i];
      ids[i] = idOf(index);
      plainBytes += bytes(index);
      if (bytes > MAX_BYTES || (i == SAMPLE && size > MAX_DISTINCT_IN_SAMPLE)) {
        return false;
      }
    }
    return size > 0 && bytes + count * (long) bitWidth() / Byte.SIZE < plainBytes;
  }

  /** How many distinct values there are. */
  final int size() {
    return size;
  }

  /** How many bits tell them apart. */
  final int bitWidth() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }

  /** The index of each distinct value's first appearance; the first {@link #size} count. */
  final int[] firsts() {
    return firsts;
  }

  /** Which distinct value the i-th of the indexes is. */
  final int id(int i) {
    return ids[i];
  }

  /**
   * Where the distinct values of a part first appear.
   *
   * @param page a number that no other part was asked for with
   * @param into has room for one index per value of the part
   * @return how many there are
   */
  final int distinct(int from, int to, int page, int[] into) {
    if (seenIn.length < size) {
      seenIn = new int[firsts.length];
    }
    int count = 0;
    for (int i = from; i < to; i++) {
      int id = ids[i];
      if (seenIn[id] != page) {
        seenIn[id] = page;
        into[count++] = firsts[id];
      }
    }
    return count;
  }

  private void clear(int count) {
    Arrays.fill(table, EMPTY);
    Arrays.fill(seenIn, 0);
    if (ids.length < count) {
      ids = new int[count];
    }
    size = 0;
    bytes = 0;
    plainBytes = 0;
  }

  private int idOf(int index) {
    int hash = hash(index);
    int mask = table.length - 1;
    int slot = hash & mask;
    int id = table[slot];
    while (id != EMPTY) {
      if (hashes[id] == hash && same(index, firsts[id])) {
        return id;
      }
      slot = (slot + 1) & mask;
      id = table[slot];
    }
    return add(index, hash, slot);
  }

  private int add(int index, int hash, int slot) {
    if (size == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    firsts[size] = index;
    hashes[size] = hash;
    table[slot] = size;
    bytes += bytes(index);
    size++;
    if (2 * size > table.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    table = new int[2 * table.length];
    Arrays.fill(table, EMPTY);
    int mask = table.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & mask;
      while (table[slot] != EMPTY) {
        slot = (slot + 1) & mask;
      }
      table[slot] = id;
    }
  }

  /** Of whole numbers; doubles go by their bits. */
  static final class OfLongs extends ValueDictionary {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private IntToLongFunction values;
    private int width;

    /**
     * Goes on with other values.
     *
     * @param bits the value at an index
     * @param bytes how many a value takes
     */
    OfLongs over(IntToLongFunction bits, int bytes) {
      values = bits;
      width = bytes;
      return this;
    }

    @Override
    int hash(int index) {
      long mixed = values.applyAsLong(index) * MIX;
      return (int) (mixed ^ (mixed >>> 32));
    }

    @Override
    boolean same(int index, int other) {
      return values.applyAsLong(index) == values.applyAsLong(other);
    }

    @Override
    int bytes(int index) {
      return width;
    }
  }

  /** Of byte strings. */
  static final class OfBytes extends ValueDictionary {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private BytesVector vector;
    private byte[] arena;

    /** Goes on with other values. */
    OfBytes over(BytesVector values) {
      vector = values;
      arena = values.arena();
      return this;
    }

    @Override
    int hash(int index) {
      int start = vector.start(index);
      int length = vector.length(index);
      long hash = length;
      int at = start;
      int end = start + length;
      for (; at <= end - Long.BYTES; at += Long.BYTES) {
        hash = (hash ^ (long) LONGS.get(arena, at)) * MIX;
        hash ^= hash >>> 29;
      }
      long rest = 0;
      for (; at < end; at++) {
        rest = rest << Byte.SIZE | (arena[at] & 0xff);
      }
      hash = (hash ^ rest) * MIX;
      return (int) (hash ^ (hash >>> 32));
    }

    @Override
    boolean same(int index, int other) {
      return vector.is(index, arena, vector.start(other), vector.length(other));
    }

    @Override
    int bytes(int index) {
      return Integer.BYTES + vector.length(index);
    }
  }
}
