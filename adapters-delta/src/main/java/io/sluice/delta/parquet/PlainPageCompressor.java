package io.sluice.delta.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Leaves pages as they are. */
final class PlainPageCompressor implements PageCompressor {
  @Override
  public CompressionCodecName codec() {
    return CompressionCodecName.UNCOMPRESSED;
  }

  @Override
  public BytesInput compress(PageBuffer page) {
    return BytesInput.from(page.array(), 0, page.size());
  }

  @Override
  public void close() {
    // Nothing is held between pages.
  }
}
