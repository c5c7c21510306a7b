package io.sluice.delta.parquet;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One page in one array, which is used again for the next page. Numbers are little-endian. */
final class PageBuffer extends OutputStream {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private byte[] bytes = new byte[1024];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** The array that the content starts in; not a copy, longer than {@link #size()}. */
  byte[] array() {
    return bytes;
  }

  /**
   * Makes room, so that so many bytes can be put without asking again.
   *
   * @throws IllegalStateException when the page would pass 2 GiB
   */
  void reserve(long more) {
    long needed = size + more;
    if (needed > bytes.length) {
      if (needed > LARGEST) {
        throw new IllegalStateException(
            "a page of one column would hold more than 2 GiB; flush.max-bytes must be smaller");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(needed, 2L * bytes.length)));
    }
  }

  void putInt(int value) {
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void putLong(long value) {
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  void putByte(int value) {
    bytes[size++] = (byte) value;
  }

  void putBytes(byte[] source, int start, int length) {
    System.arraycopy(source, start, bytes, size, length);
    size += length;
  }

  /** Overwrites a number that was put before. */
  void setInt(int position, int value) {
    INTS.set(bytes, position, value);
  }

  @Override
  public void write(int value) {
    reserve(1);
    putByte(value);
  }

  @Override
  public void write(byte[] source, int start, int length) {
    reserve(length);
    putBytes(source, start, length);
  }
}
