package io.sluice.delta.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Raw Snappy blocks, as Parquet wants them. */
final class SnappyPageCompressor implements PageCompressor {
  private byte[] compressed = new byte[0];

  @Override
  public CompressionCodecName codec() {
    return CompressionCodecName.SNAPPY;
  }

  @Override
  public BytesInput compress(PageBuffer page) throws IOException {
    int bound = Snappy.maxCompressedLength(page.size());
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int length = Snappy.compress(page.array(), 0, page.size(), compressed, 0);
    return BytesInput.from(compressed, 0, length);
  }

  @Override
  public void close() {
    compressed = new byte[0];
  }
}
