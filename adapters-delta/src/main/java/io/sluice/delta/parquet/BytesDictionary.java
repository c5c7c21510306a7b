package io.sluice.delta.parquet;

import io.sluice.domain.column.BytesVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Of byte strings, which are hashed and compared eight bytes at a time. Most are short and of all
 * lengths: up to sixteen bytes there is no branch that depends on the length, which no processor
 * could foretell.
 */
final class BytesDictionary extends ValueDictionary {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** So many of the lowest bytes of eight. */
  private static final long[] MASKS = {
    0,
    0xFFL,
    0xFFFFL,
    0xFFFFFFL,
    0xFFFFFFFFL,
    0xFFFFFFFFFFL,
    0xFFFFFFFFFFFFL,
    0xFFFFFFFFFFFFFFL,
    -1L
  };

  /** What the first and the last eight bytes tell whole. */
  private static final int SHORT = 2 * Long.BYTES;

  private static final int LONGS_PER_ID = 3;

  private BytesVector vector;

  /** The values, and so many bytes more that eight can be read of the last one, too. */
  private byte[] arena;

  /** The distinct values. */
  private byte[] distinct = new byte[FIRST_TABLE];

  /**
   * For each distinct value, where it begins in the upper half and its length in the lower one; its
   * first eight bytes; its last eight bytes.
   */
  private long[] entries = new long[LONGS_PER_ID * FIRST_TABLE];

  private int used;

  // The value gone to.
  private int start;
  private int length;
  private long first;
  private long last;

  /** Goes on with other values. */
  BytesDictionary over(BytesVector values) {
    vector = values;
    arena = values.arena();
    int count = values.size();
    int end = count == 0 ? 0 : values.start(count - 1) + values.length(count - 1);
    if (end > arena.length - Long.BYTES) {
      arena = Arrays.copyOf(arena, Math.addExact(end, Long.BYTES));
    }
    return this;
  }

  @Override
  int skipKnown(int[] indexes, int from, int to) {
    long[] slots = slots();
    int toSlot = shift();
    int[] given = ids();
    byte[] bytes = arena;
    BytesVector all = vector;
    for (int i = from; i < to; i++) {
      int index = indexes[i];
      int at = all.start(index);
      int size = all.length(index);
      long mask = MASKS[Math.min(size, Long.BYTES)];
      long head = word(bytes, at) & mask;
      long tail = word(bytes, at + Math.max(size - Long.BYTES, 0)) & mask;
      int hash = hash(bytes, at, size, head, tail);
      long found = slots[hash >>> toSlot];
      if (found == EMPTY
          || hash != hashIn(found)
          || !is(idIn(found), bytes, at, size, head, tail)) {
        return i;
      }
      given[i] = idIn(found);
    }
    return to;
  }

  @Override
  int goTo(int index) {
    start = vector.start(index);
    length = vector.length(index);
    long mask = MASKS[Math.min(length, Long.BYTES)];
    first = word(arena, start) & mask;
    last = word(arena, start + Math.max(length - Long.BYTES, 0)) & mask;
    return hash(arena, start, length, first, last);
  }

  @Override
  boolean is(int id) {
    return is(id, arena, start, length, first, last);
  }

  private static int hash(byte[] bytes, int at, int size, long head, long tail) {
    long hash = (head + size) * MIX;
    if (size > SHORT) {
      hash = middle(bytes, at, size, hash);
    }
    return spread(((hash ^ (hash >>> Integer.SIZE)) + tail) * MIX);
  }

  /** In two sums, so that the processor need not wait for one multiplication after the other. */
  private static long middle(byte[] bytes, int at, int size, long hash) {
    long even = hash;
    long odd = hash;
    int end = size - Long.BYTES;
    for (int done = Long.BYTES; done < end; done += SHORT) {
      even = ((even ^ (even >>> Integer.SIZE)) + word(bytes, at + done)) * MIX;
      odd =
          ((odd ^ (odd >>> Integer.SIZE)) + word(bytes, at + Math.min(done + Long.BYTES, end)))
              * MIX;
    }
    return even + (odd ^ (odd >>> Integer.SIZE));
  }

  private boolean is(int id, byte[] bytes, int at, int size, long head, long tail) {
    int entry = LONGS_PER_ID * id;
    long place = entries[entry];
    if (size != (int) place || head != entries[entry + 1] || tail != entries[entry + 2]) {
      return false;
    }
    int own = (int) (place >>> Integer.SIZE);
    return size <= SHORT || Arrays.equals(bytes, at, at + size, distinct, own, own + size);
  }

  @Override
  void copy(int id) {
    used = id == 0 ? 0 : used;
    long needed = (long) used + length;
    if (needed > distinct.length) {
      distinct = Arrays.copyOf(distinct, (int) (2 * needed));
    }
    int entry = LONGS_PER_ID * id;
    if (entry == entries.length) {
      entries = Arrays.copyOf(entries, 2 * entry);
    }
    System.arraycopy(arena, start, distinct, used, length);
    entries[entry] = (long) used << Integer.SIZE | length;
    entries[entry + 1] = first;
    entries[entry + 2] = last;
    used += length;
  }

  private static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** More are identifiers rather than categories, and compressed as well as they are. */
  @Override
  int mostDistinctInSample() {
    return SAMPLE / 4 * 3;
  }

  @Override
  int bytes(int index) {
    return Integer.BYTES + vector.length(index);
  }

  @Override
  long bytes(int[] indexes, int count) {
    long bytes = (long) count * Integer.BYTES;
    for (int i = 0; i < count; i++) {
      bytes += vector.length(indexes[i]);
    }
    return bytes;
  }
}
