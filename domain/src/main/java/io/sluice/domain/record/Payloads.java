package io.sluice.domain.record;

import java.util.Arrays;

/**
 * The payloads of a batch, each a part of an array: a client's response holds thousands of records,
 * and none needs an array of its own. Filled once, by whoever makes the batch; nobody changes the
 * arrays afterwards. An array stays in memory as long as a payload of it is here.
 */
public final class Payloads {
  private final byte[][] arrays;
  private final int[] starts;
  private final int[] lengths;
  private long bytes;

  /** So many null payloads. */
  public Payloads(int size) {
    this.arrays = new byte[size][];
    this.starts = new int[size];
    this.lengths = new int[size];
  }

  /**
   * Payloads that are arrays as a whole.
   *
   * @param values one per record, null for a null payload
   */
  public static Payloads of(byte[]... values) {
    Payloads payloads = new Payloads(values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        payloads.put(i, values[i], 0, values[i].length);
      }
    }
    return payloads;
  }

  /**
   * Says where a payload is, instead of null.
   *
   * @throws IndexOutOfBoundsException if that is not within the array
   */
  public void put(int index, byte[] array, int start, int length) {
    if ((start | length) < 0 || length > array.length - start) {
      throw new IndexOutOfBoundsException(
          length + " bytes from " + start + " are not in an array of " + array.length);
    }
    bytes += length - lengths[index];
    arrays[index] = array;
    starts[index] = start;
    lengths[index] = length;
  }

  /** How many there are, null payloads counted. */
  public int size() {
    return arrays.length;
  }

  /** The size of them all in bytes. */
  long bytes() {
    return bytes;
  }

  /** The array that the payload is in, or null for a null payload. */
  public byte[] array(int index) {
    return arrays[index];
  }

  /** Where in its array the payload begins. */
  public int start(int index) {
    return starts[index];
  }

  /** How many bytes the payload has; 0 for a null payload. */
  public int length(int index) {
    return lengths[index];
  }

  /** The payload by itself, or null: a copy, if it is not all of its array. */
  byte[] get(int index) {
    byte[] array = arrays[index];
    if (array == null || lengths[index] == array.length) {
      return array;
    }
    return Arrays.copyOfRange(array, starts[index], starts[index] + lengths[index]);
  }
}
