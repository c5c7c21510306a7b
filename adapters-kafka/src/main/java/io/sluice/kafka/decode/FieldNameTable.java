package io.sluice.kafka.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of an object's fields as UTF-8, looked up without making a string. */
final class FieldNameTable {
  /** Returned for a name that is not in the table. */
  static final int NONE = -1;

  private final byte[][] names;
  private final int[] slots;

  FieldNameTable(String[] names) {
    this.names = new byte[names.length][];
    this.slots = new int[Integer.highestOneBit(Math.max(1, names.length)) * 4];
    Arrays.fill(slots, NONE);
    for (int i = 0; i < names.length; i++) {
      byte[] name = names[i].getBytes(StandardCharsets.UTF_8);
      this.names[i] = name;
      int slot = hash(name, 0, name.length) & (slots.length - 1);
      while (slots[slot] != NONE) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i;
    }
  }

  /** The position of the name that lies there, or {@link #NONE}. */
  int find(byte[] text, int start, int length) {
    int slot = hash(text, start, length) & (slots.length - 1);
    while (slots[slot] != NONE) {
      byte[] name = names[slots[slot]];
      if (Arrays.equals(name, 0, name.length, text, start, start + length)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return NONE;
  }

  private static int hash(byte[] text, int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + text[i];
    }
    return hash ^ (hash >>> 15);
  }
}
