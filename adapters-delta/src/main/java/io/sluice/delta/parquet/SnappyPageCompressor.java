package io.sluice.delta.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Raw Snappy blocks, as Parquet wants them. */
final class SnappyPageCompressor implements BytesInputCompressor {
  private final PageBytes page = new PageBytes();
  private byte[] compressed = new byte[0];

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    page.fill(bytes);
    int bound = Snappy.maxCompressedLength(page.size());
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int length = Snappy.compress(page.array(), 0, page.size(), compressed, 0);
    return BytesInput.from(compressed, 0, length);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.SNAPPY;
  }

  @Override
  public void release() {
    compressed = new byte[0];
  }
}
