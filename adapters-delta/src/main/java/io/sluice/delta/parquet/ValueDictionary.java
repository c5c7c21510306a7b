package io.sluice.delta.parquet;

import java.util.Arrays;

/**
 * The distinct values of a column chunk in order of first appearance, and for each value which of
 * them it is: a hash table with open addressing. The distinct values are copied side by side, a few
 * hundred kilobytes that stay in the processor's cache while the vector passes through it. Given up
 * as soon as it does not pay.
 */
abstract sealed class ValueDictionary permits LongDictionary, BytesDictionary {
  /** As many bytes as other writers let a dictionary have. */
  private static final int MAX_BYTES = 1 << 20;

  /** How many values tell whether a column repeats itself at all. */
  static final int SAMPLE = 16_384;

  /** After so many values of the sample it is clear that all are distinct, if they are. */
  private static final int FIRST_LOOK = 4_096;

  /** One value in so many is there again, where a dictionary may pay. */
  private static final int REPEATED_AT_LEAST = 64;

  /** With more slots to look at for a value than that, somebody has chosen the values. */
  private static final int MAX_COLLISIONS_PER_VALUE = 16;

  static final long MIX = 0x9E3779B97F4A7C15L;
  static final int FIRST_TABLE = 1024;
  static final long EMPTY = -1;

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
   * Gives values their ids for as long as each is known and lies in the slot where it is looked for
   * first; most do. The loop has nothing but that, in variables of its own.
   *
   * @return where it has stopped
   */
  abstract int skipKnown(int[] indexes, int from, int to);

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

  /** How many bytes all those values take without a dictionary. */
  abstract long bytes(int[] indexes, int count);

  /**
   * Takes in the values at the given indexes of the vector.
   *
   * @return whether there is a dictionary now, because it is smaller than the values are
   */
  final boolean build(int[] indexes, int count) {
    clear(count);
    long dictionaryBytes = 0;
    for (int i = skipKnown(indexes, 0, count); i < count; i = skipKnown(indexes, i + 1, count)) {
      int bytes = bytes(indexes[i]);
      if (bytes > MAX_BYTES) {
        return false;
      }
      int before = size;
      ids[i] = idOf(indexes[i]);
      if (collisions > MAX_COLLISIONS_PER_VALUE * (long) (i + SAMPLE)) {
        return false;
      }
      if (size > before) {
        dictionaryBytes += bytes;
        if (dictionaryBytes > MAX_BYTES || isUnlikelyToPay(i + 1)) {
          return false;
        }
      }
    }
    return size > 0
        && dictionaryBytes + count * (long) bitWidth() / Byte.SIZE < bytes(indexes, count);
  }

  /** By the first values: nearly all of them are distinct, or more than the type allows. */
  private boolean isUnlikelyToPay(int seen) {
    return (seen >= FIRST_LOOK && seen <= SAMPLE && seen - size < seen / REPEATED_AT_LEAST)
        || (seen <= SAMPLE && size > mostDistinctInSample());
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

  final long[] slots() {
    return table;
  }

  final int shift() {
    return shift;
  }

  static int hashIn(long entry) {
    return (int) (entry >>> Integer.SIZE);
  }

  static int idIn(long entry) {
    return (int) entry;
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
      if (hashIn(found) == hash && is(idIn(found))) {
        return idIn(found);
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
        int slot = hashIn(entry) >>> shift;
        while (table[slot] != EMPTY) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
  }

  /** The upper half of a product depends on every bit of what was multiplied. */
  static int spread(long mixed) {
    return (int) (((mixed ^ (mixed >>> Integer.SIZE)) * MIX) >>> Integer.SIZE);
  }
}
