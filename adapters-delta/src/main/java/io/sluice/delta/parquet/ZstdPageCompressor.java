package io.sluice.delta.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstandard with one native context for all pages. Parquet's own codec would need a Hadoop
 * configuration and goes through a stream per page.
 */
final class ZstdPageCompressor implements BytesInputCompressor {
  private final ZstdCompressCtx context = new ZstdCompressCtx();
  private final PageBytes page = new PageBytes();
  private byte[] compressed = new byte[0];

  ZstdPageCompressor(int level) {
    context.setLevel(level);
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    page.fill(bytes);
    int bound = Math.toIntExact(Zstd.compressBound(page.size()));
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int length =
        context.compressByteArray(compressed, 0, compressed.length, page.array(), 0, page.size());
    return BytesInput.from(compressed, 0, length);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    context.close();
  }
}
