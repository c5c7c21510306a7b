package io.sluice.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.util.Random;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;

class PageCompressorTest {
  private final Random random = new Random(1);

  @ParameterizedTest
  @EnumSource(Compression.class)
  void shouldCompressPagesOfAnySizeOneAfterTheOther(Compression compression) throws IOException {
    // Given
    BytesInputCompressor compressor = compression.open(3);

    for (int size : new int[] {0, 1, 100, 1_000_000, 5, 0, 70_000}) {
      byte[] page = new byte[size];
      random.nextBytes(page);

      // When
      PageBytes compressed = new PageBytes();
      compressed.fill(compressor.compress(BytesInput.from(page)));

      // Then
      assertThat(decompressed(compression, compressed.toByteArray(), size)).isEqualTo(page);
    }
    compressor.release();
  }

  @Test
  void shouldTryHarderAtAHigherLevel() throws IOException {
    // Given
    BytesInput page = BytesInput.from(repetitive());

    // When / Then
    assertThat(size(Compression.ZSTD.open(19), page))
        .isLessThan(size(Compression.ZSTD.open(1), page));
  }

  private static long size(BytesInputCompressor compressor, BytesInput page) throws IOException {
    long size = compressor.compress(page).size();
    compressor.release();
    return size;
  }

  private byte[] repetitive() {
    byte[] page = new byte[300_000];
    for (int i = 0; i < page.length; i++) {
      page[i] = (byte) ("flight ".charAt(i % 7) + random.nextInt(2));
    }
    return page;
  }

  private static byte[] decompressed(Compression compression, byte[] compressed, int size)
      throws IOException {
    return switch (compression) {
      case ZSTD -> Zstd.decompress(compressed, size);
      case SNAPPY -> Snappy.uncompress(compressed);
      case NONE -> compressed;
    };
  }
}
