package io.sluice.delta.parquet;

import io.sluice.domain.column.BytesVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * The distinct values of a column chunk in order of first appearance, and for each value which of
 * them it is: a hash table with open addressing. The distinct values are copied side by side, a few
 * hundred kilobytes that stay in the processor's cache while the vector passes through it. Given up
 * as soon as it does not pay.
 */
abstract sealed class ValueDictionary {
  /** As many bytes as other writers let a dictionary have. */
  private static final int MAX_BYTES = 1 << 20;

  /** How many values tell whether a column repeats itself at all. */
  private static final int SAMPLE = 16_384;

  /** Of the sample: with more distinct values than that, identifiers rather than categories. */
  private static final int MAX_DISTINCT_IN_SAMPLE = SAMPLE / 10 * 9;

  /** With more distinct values than that it is no use to guess which one comes next. */
  private static final int MAX_GUESSED = 1024;

  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final int FIRST_TABLE = 1024;
  private static final long EMPTY = -1;
  private static final int NONE = -1;

  /** The hash in the upper half, the id in the lower one. */
  private long[] table = new long[FIRST_TABLE];

  private int mask;
  private int[] firsts = new int[FIRST_TABLE / 2];
  private int[] seenIn = new int[FIRST_TABLE / 2];
  private int[] ids = new int[0];
  private final int[] successors = new int[MAX_GUESSED + 1];
  private int size;

  /** The hash of the value at an index. */
  abstract int hash(int index);

  /** Whether the value at an index is the one with that id. */
  abstract boolean is(int index, int id);

  /** Copies the value at an index, which gets that id: the next one. */
  abstract void copy(int index, int id);

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
    int previous = NONE;
    for (int i = 0; i < count; i++) {
      int index = indexes[i];
      int bytes = bytes(index);
      if (bytes > MAX_BYTES) {
        return false;
      }
      int before = size;
      previous = idAfter(previous, index);
      ids[i] = previous;
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
    size = 0;
    mask = FIRST_TABLE - 1;
    Arrays.fill(table, 0, FIRST_TABLE, EMPTY);
    Arrays.fill(successors, NONE);
    if (ids.length < count) {
      ids = new int[count];
    }
  }

  /**
   * Values come in runs and in turns: a session's, a map's keys. So the one that came after the
   * same value last time is tried before the table is.
   */
  private int idAfter(int previous, int index) {
    if (size > MAX_GUESSED) {
      return previous != NONE && is(index, previous) ? previous : idOf(index);
    }
    int guess = successors[previous + 1];
    if (guess != NONE && is(index, guess)) {
      return guess;
    }
    int id = idOf(index);
    successors[previous + 1] = id;
    return id;
  }

  private int idOf(int index) {
    int hash = hash(index);
    int slot = hash & mask;
    long found = table[slot];
    while (found != EMPTY) {
      if ((int) (found >>> Integer.SIZE) == hash && is(index, (int) found)) {
        return (int) found;
      }
      slot = (slot + 1) & mask;
      found = table[slot];
    }
    return add(index, hash, slot);
  }

  private int add(int index, int hash, int slot) {
    int id = size;
    if (id == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * id);
      seenIn = Arrays.copyOf(seenIn, 2 * id);
    }
    copy(index, id);
    firsts[id] = index;
    seenIn[id] = 0;
    table[slot] = (long) hash << Integer.SIZE | id;
    size++;
    if (2 * size > mask) {
      enlarge();
    }
    return id;
  }

  private void enlarge() {
    long[] old = Arrays.copyOf(table, mask + 1);
    int slots = 2 * old.length;
    if (table.length < slots) {
      table = new long[slots];
    }
    Arrays.fill(table, 0, slots, EMPTY);
    mask = slots - 1;
    for (long entry : old) {
      if (entry != EMPTY) {
        int slot = (int) (entry >>> Integer.SIZE) & mask;
        while (table[slot] != EMPTY) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
  }

  private static int fold(long mixed) {
    return (int) (mixed ^ (mixed >>> 32));
  }

  /** Of whole numbers; doubles go by their bits. */
  static final class OfLongs extends ValueDictionary {
    private long[] distinct = new long[FIRST_TABLE];
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
    boolean is(int index, int id) {
      return values.applyAsLong(index) == distinct[id];
    }

    @Override
    void copy(int index, int id) {
      if (id == distinct.length) {
        distinct = Arrays.copyOf(distinct, 2 * id);
      }
      distinct[id] = values.applyAsLong(index);
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

    /** The distinct values, and eight bytes that are never used, to be read beyond the last one. */
    private byte[] distinct = new byte[FIRST_TABLE];

    /** Where each begins in the upper half, its length in the lower one. */
    private long[] places = new long[FIRST_TABLE];

    private int used;

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
    boolean is(int index, int id) {
      long place = places[id];
      int length = vector.length(index);
      if (length != (int) place) {
        return false;
      }
      int start = vector.start(index);
      int own = (int) (place >>> Integer.SIZE);
      int done = 0;
      for (; done <= length - Long.BYTES; done += Long.BYTES) {
        if ((long) LONGS.get(arena, start + done) != (long) LONGS.get(distinct, own + done)) {
          return false;
        }
      }
      int left = length - done;
      return left == 0
          || rest(start + done, left) == (long) LONGS.get(distinct, own + done) << unused(left);
    }

    @Override
    void copy(int index, int id) {
      used = id == 0 ? 0 : used;
      int length = vector.length(index);
      long needed = (long) used + length + Long.BYTES;
      if (needed > distinct.length) {
        distinct = Arrays.copyOf(distinct, (int) (2 * needed));
      }
      if (id == places.length) {
        places = Arrays.copyOf(places, 2 * id);
      }
      System.arraycopy(arena, vector.start(index), distinct, used, length);
      places[id] = (long) used << Integer.SIZE | length;
      used += length;
    }

    /** Fewer than eight bytes as a number. */
    private long rest(int from, int count) {
      if (count == 0) {
        return 0;
      }
      if (from <= arena.length - Long.BYTES) {
        return (long) LONGS.get(arena, from) << unused(count);
      }
      long rest = 0;
      for (int i = count - 1; i >= 0; i--) {
        rest = rest << Byte.SIZE | (arena[from + i] & 0xff);
      }
      return rest << unused(count);
    }

    /** How many bits of eight bytes lie beyond so many. */
    private static int unused(int bytes) {
      return Long.SIZE - Byte.SIZE * bytes;
    }

    @Override
    int bytes(int index) {
      return Integer.BYTES + vector.length(index);
    }
  }
}
