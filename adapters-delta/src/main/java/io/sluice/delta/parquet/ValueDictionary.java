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

  /** With more slots to look at for a value than that, somebody has chosen the values. */
  private static final int MAX_COLLISIONS_PER_VALUE = 16;

  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final int FIRST_TABLE = 1024;
  private static final long EMPTY = -1;

  /** The hash in the upper half, the id in the lower one. */
  private long[] table = new long[FIRST_TABLE];

  /** How many slots of the table are in use for this column, a power of two, less one. */
  private int mask;

  /** What is left of a hash when it is shifted right by that many bits is a slot. */
  private int shift;

  private int[] firsts = new int[FIRST_TABLE / 2];
  private int[] seenIn = new int[FIRST_TABLE / 2];
  private int[] ids = new int[0];
  private int size;
  private long collisions;

  /**
   * Goes to the value at an index.
   *
   * @return its hash
   */
  abstract int goTo(int index);

  /** Whether the value gone to is the one with that id. */
  abstract boolean is(int id);

  /** Copies the value gone to, which gets that id: the next one. */
  abstract void copy(int id);

  /** Of the first values: with more distinct ones than that a dictionary does not pay. */
  abstract int mostDistinctInSample();

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
      int bytes = bytes(index);
      if (bytes > MAX_BYTES) {
        return false;
      }
      int before = size;
      ids[i] = idOf(index);
      if (collisions > MAX_COLLISIONS_PER_VALUE * (long) (i + SAMPLE)) {
        return false;
      }
      plainBytes += bytes;
      if (size > before) {
        dictionaryBytes += bytes;
        if (dictionaryBytes > MAX_BYTES || (i < SAMPLE && size > mostDistinctInSample())) {
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
    collisions = 0;
    useSlots(FIRST_TABLE);
    if (ids.length < count) {
      ids = new int[count];
    }
  }

  private void useSlots(int slots) {
    if (table.length < slots) {
      table = new long[slots];
    }
    Arrays.fill(table, 0, slots, EMPTY);
    mask = slots - 1;
    shift = Integer.numberOfLeadingZeros(mask);
  }

  private int idOf(int index) {
    int hash = goTo(index);
    int slot = hash >>> shift;
    long found = table[slot];
    while (found != EMPTY) {
      if ((int) (found >>> Integer.SIZE) == hash && is((int) found)) {
        return (int) found;
      }
      collisions++;
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
    copy(id);
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
    useSlots(2 * old.length);
    for (long entry : old) {
      if (entry != EMPTY) {
        int slot = (int) (entry >>> Integer.SIZE) >>> shift;
        while (table[slot] != EMPTY) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
  }

  /** The upper half of a product depends on every bit of what was multiplied. */
  private static int spread(long mixed) {
    return (int) (((mixed ^ (mixed >>> Integer.SIZE)) * MIX) >>> Integer.SIZE);
  }

  /** Of whole numbers; doubles go by their bits. */
  static final class OfLongs extends ValueDictionary {
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
    OfLongs over(IntToLongFunction bits, int bytes) {
      values = bits;
      width = bytes;
      return this;
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
  }

  /**
   * Of byte strings, which are hashed and compared eight bytes at a time. Most are short and of all
   * lengths: up to sixteen bytes there is no branch that depends on the length, which no processor
   * could foretell.
   */
  static final class OfBytes extends ValueDictionary {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** How many bytes are read from where a value begins, however short it is. */
    private static final int SHORT = 2 * Long.BYTES;

    private BytesVector vector;

    /** The values, and so many bytes more that {@link #SHORT} can be read of the last one, too. */
    private byte[] arena;

    /** The distinct values. */
    private byte[] distinct = new byte[FIRST_TABLE];

    /** Where each begins in the upper half, its length in the lower one. */
    private long[] places = new long[FIRST_TABLE];

    /** The first and the last eight bytes of each. */
    private long[] ends = new long[2 * FIRST_TABLE];

    private int used;

    // The value gone to. Of a short one, its last bytes are what follows the first eight.
    private int start;
    private int length;
    private long first;
    private long last;

    /** Goes on with other values. */
    OfBytes over(BytesVector values) {
      vector = values;
      arena = values.arena();
      int count = values.size();
      int end = count == 0 ? 0 : values.start(count - 1) + values.length(count - 1);
      if (end > arena.length - SHORT) {
        arena = Arrays.copyOf(arena, Math.addExact(end, SHORT));
      }
      return this;
    }

    @Override
    int goTo(int index) {
      start = vector.start(index);
      length = vector.length(index);
      first = lowest(word(arena, start), Math.min(length, Long.BYTES));
      int left = Math.max(length - Long.BYTES, 0);
      last = lowest(word(arena, start + Math.max(left, Long.BYTES)), Math.min(left, Long.BYTES));
      long hash = (first + length) * MIX;
      for (int done = Long.BYTES; done < length - Long.BYTES; done += Long.BYTES) {
        hash = ((hash ^ hash >>> 32) + word(arena, start + done)) * MIX;
      }
      return spread(((hash ^ hash >>> 32) + last) * MIX);
    }

    @Override
    boolean is(int id) {
      long place = places[id];
      if (length != (int) place || first != ends[2 * id] || last != ends[2 * id + 1]) {
        return false;
      }
      int own = (int) (place >>> Integer.SIZE);
      for (int done = Long.BYTES; done < length - Long.BYTES; done += Long.BYTES) {
        if (word(arena, start + done) != word(distinct, own + done)) {
          return false;
        }
      }
      return true;
    }

    @Override
    void copy(int id) {
      used = id == 0 ? 0 : used;
      long needed = (long) used + length;
      if (needed > distinct.length) {
        distinct = Arrays.copyOf(distinct, (int) (2 * needed));
      }
      if (id == places.length) {
        places = Arrays.copyOf(places, 2 * id);
        ends = Arrays.copyOf(ends, 4 * id);
      }
      System.arraycopy(arena, start, distinct, used, length);
      ends[2 * id] = first;
      ends[2 * id + 1] = last;
      places[id] = (long) used << Integer.SIZE | length;
      used += length;
    }

    private static long word(byte[] bytes, int at) {
      return (long) LONGS.get(bytes, at);
    }

    /** So many of the lowest bytes, eight at most; the others are zero. */
    private static long lowest(long word, int bytes) {
      int half = (Long.BYTES - bytes) * Byte.SIZE / 2;
      return word << half << half >>> half >>> half;
    }

    /** More are identifiers rather than categories. */
    @Override
    int mostDistinctInSample() {
      return SAMPLE / 10 * 9;
    }

    @Override
    int bytes(int index) {
      return Integer.BYTES + vector.length(index);
    }
  }
}
