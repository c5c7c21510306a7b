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

  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final int FIRST_TABLE = 1024;
  private static final int EMPTY = -1;

  private int[] table = new int[FIRST_TABLE];
  private int[] hashes = new int[FIRST_TABLE / 2];
  private int[] firsts = new int[FIRST_TABLE / 2];
  private int[] ids = new int[0];
  private int[] seenIn = new int[0];
  private int size;

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
    long dictionaryBytes = 0;
    long plainBytes = 0;
    for (int i = 0; i < count; i++) {
      int index = indexes[i];
      int before = size;
      // Values come in runs: a partition's, a session's.
      ids[i] = i > 0 && same(index, indexes[i - 1]) ? ids[i - 1] : idOf(index);
      int bytes = bytes(index);
      plainBytes += bytes;
      if (size > before) {
        dictionaryBytes += bytes;
        if (dictionaryBytes > MAX_BYTES || (i < SAMPLE && size > MAX_DISTINCT_IN_SAMPLE)) {
          return false;
        }
      }
    }
    return size > 0 && dictionaryBytes + count * (long) bitWidth() / Byte.SIZE < plainBytes;
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

  /** Which distinct value each of the indexes is; not to be changed. */
  final int[] ids() {
    return ids;
  }

  /**
   * Where the distinct values of a part first appear.
   *
   * @param page a number that no other part was asked for with, one at least
   * @param into has room for one index per value of the part
   * @return how many there are
   */
  final int distinct(int from, int to, int page, int[] into) {
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
    if (seenIn.length < firsts.length) {
      seenIn = new int[firsts.length];
    }
    size = 0;
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
      seenIn = Arrays.copyOf(seenIn, 2 * size);
    }
    firsts[size] = index;
    hashes[size] = hash;
    table[slot] = size;
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

  private static int fold(long mixed) {
    return (int) (mixed ^ (mixed >>> 32));
  }

  /** Of whole numbers; doubles go by their bits. */
  static final class OfLongs extends ValueDictionary {
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
      return fold(values.applyAsLong(index) * MIX);
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

  /** Of byte strings, which are hashed and compared eight bytes at a time. */
  static final class OfBytes extends ValueDictionary {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
      int length = vector.length(index);
      int start = vector.start(index);
      long hash = length;
      int done = 0;
      for (; done <= length - Long.BYTES; done += Long.BYTES) {
        hash = (hash ^ (long) LONGS.get(arena, start + done)) * MIX;
        hash ^= hash >>> 29;
      }
      return fold((hash ^ rest(start + done, length - done)) * MIX);
    }

    @Override
    boolean same(int index, int other) {
      int length = vector.length(index);
      if (length != vector.length(other)) {
        return false;
      }
      int start = vector.start(index);
      int otherStart = vector.start(other);
      int done = 0;
      for (; done <= length - Long.BYTES; done += Long.BYTES) {
        if ((long) LONGS.get(arena, start + done) != (long) LONGS.get(arena, otherStart + done)) {
          return false;
        }
      }
      return rest(start + done, length - done) == rest(otherStart + done, length - done);
    }

    /** Fewer than eight bytes as a number. */
    private long rest(int from, int count) {
      if (count == 0) {
        return 0;
      }
      if (from <= arena.length - Long.BYTES) {
        return (long) LONGS.get(arena, from) << (Long.SIZE - Byte.SIZE * count);
      }
      long rest = 0;
      for (int i = count - 1; i >= 0; i--) {
        rest = rest << Byte.SIZE | (arena[from + i] & 0xff);
      }
      return rest << (Long.SIZE - Byte.SIZE * count);
    }

    @Override
    int bytes(int index) {
      return Integer.BYTES + vector.length(index);
    }
  }
}
