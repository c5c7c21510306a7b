package io.sluice.delta.parquet;

import io.sluice.domain.column.BytesVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The least and the greatest of byte strings, in the order of their unsigned bytes, which for UTF-8
 * is that of the code points. The first eight bytes of both are at hand as a number, so that nearly
 * every value is told apart by one comparison.
 */
final class TextRange {
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int NONE = -1;

  private final BytesVector values;
  private final byte[] arena;
  private int min = NONE;
  private int max = NONE;
  private long minPrefix;
  private long maxPrefix;

  TextRange(BytesVector values) {
    this.values = values;
    this.arena = values.arena();
  }

  void add(int index) {
    long prefix = prefix(index);
    if (min == NONE) {
      min = index;
      max = index;
      minPrefix = prefix;
      maxPrefix = prefix;
      return;
    }
    int toMin = Long.compareUnsigned(prefix, minPrefix);
    if (toMin < 0 || (toMin == 0 && compare(index, min) < 0)) {
      min = index;
      minPrefix = prefix;
    }
    int toMax = Long.compareUnsigned(prefix, maxPrefix);
    if (toMax > 0 || (toMax == 0 && compare(index, max) > 0)) {
      max = index;
      maxPrefix = prefix;
    }
  }

  /** The index of the least value; one was added at least. */
  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /** Of a shorter value, its bytes and zeros: equal prefixes say nothing, different ones all. */
  private long prefix(int index) {
    int start = values.start(index);
    int length = values.length(index);
    if (length >= Long.BYTES) {
      return (long) BIG_ENDIAN.get(arena, start);
    }
    if (length > 0 && start <= arena.length - Long.BYTES) {
      return (long) BIG_ENDIAN.get(arena, start) & (-1L << (Long.SIZE - Byte.SIZE * length));
    }
    long prefix = 0;
    for (int i = 0; i < length; i++) {
      prefix |= (arena[start + i] & 0xffL) << (Long.SIZE - Byte.SIZE * (i + 1));
    }
    return prefix;
  }

  private int compare(int index, int other) {
    int start = values.start(index);
    int otherStart = values.start(other);
    return Arrays.compareUnsigned(
        arena,
        start,
        start + values.length(index),
        arena,
        otherStart,
        otherStart + values.length(other));
  }
}
