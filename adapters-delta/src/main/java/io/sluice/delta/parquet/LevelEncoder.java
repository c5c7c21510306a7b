package io.sluice.delta.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/** Puts small whole numbers in Parquet's hybrid of run lengths and bit packing. */
final class LevelEncoder implements AutoCloseable {
  /** The greatest level that a run says in one byte. */
  static final int MAX_IN_RUN = 255;

  private static final int FIRST_SLAB = 64;
  private static final int MAX_SLAB = 1 << 16;

  private final ByteBufferAllocator allocator;
  private final RunLengthBitPackingHybridEncoder[] encoders =
      new RunLengthBitPackingHybridEncoder[Integer.SIZE + 1];

  LevelEncoder(ByteBufferAllocator allocator) {
    this.allocator = allocator;
  }

  /** Puts the numbers from one position to before another. */
  void put(int[] numbers, int from, int to, int bitWidth, PageBuffer page) throws IOException {
    RunLengthBitPackingHybridEncoder encoder = encoder(bitWidth);
    for (int i = from; i < to; i++) {
      encoder.writeInt(numbers[i]);
    }
    encoder.toBytes().writeAllTo(page);
  }

  /** Puts the numbers after their length in bytes. */
  void putWithLength(int[] numbers, int from, int to, int bitWidth, PageBuffer page)
      throws IOException {
    page.reserve(Integer.BYTES);
    int length = page.size();
    page.putInt(0);
    put(numbers, from, to, bitWidth, page);
    page.setInt(length, page.size() - length - Integer.BYTES);
  }

  /** Puts one level of at most {@link #MAX_IN_RUN} many times, after its length: a single run. */
  void putRunWithLength(int number, int count, PageBuffer page) throws IOException {
    page.reserve(Integer.BYTES);
    int length = page.size();
    page.putInt(0);
    BytesUtils.writeUnsignedVarInt(count << 1, page);
    page.write(number);
    page.setInt(length, page.size() - length - Integer.BYTES);
  }

  private RunLengthBitPackingHybridEncoder encoder(int bitWidth) {
    if (encoders[bitWidth] == null) {
      encoders[bitWidth] =
          new RunLengthBitPackingHybridEncoder(bitWidth, FIRST_SLAB, MAX_SLAB, allocator);
    }
    encoders[bitWidth].reset();
    return encoders[bitWidth];
  }

  @Override
  public void close() {
    for (RunLengthBitPackingHybridEncoder encoder : encoders) {
      if (encoder != null) {
        encoder.close();
      }
    }
  }
}
