package io.sluice.delta.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstandard with one native context for all pages. Parquet's own codec would need a Hadoop
 * configuration and goes through a stream per page.
 */
final class ZstdPageCompressor implements PageCompressor {
  private final ZstdCompressCtx context = new ZstdCompressCtx();
  private byte[] compressed = new byte[0];

  ZstdPageCompressor(int level) {
    context.setLevel(level);
  }

  @Override
  public CompressionCodecName codec() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public BytesInput compress(PageBuffer page) {
    int bound = Math.toIntExact(Zstd.compressBound(page.size()));
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int length =
        context.compressByteArray(compressed, 0, compressed.length, page.array(), 0, page.size());
    return BytesInput.from(compressed, 0, length);
  }

  @Override
  public void close() {
    context.close();
  }
}
