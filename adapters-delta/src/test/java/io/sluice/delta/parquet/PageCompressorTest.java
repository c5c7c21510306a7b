package io.sluice.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
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
    try (PageCompressor compressor = compression.open(3)) {
      PageBuffer page = new PageBuffer();
      for (int size : new int[] {0, 1, 100, 1_000_000, 5, 0, 70_000}) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        page.clear();
        page.write(content, 0, size);

        // When
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressor.compress(page).writeAllTo(compressed);

        // Then
        assertThat(decompressed(compression, compressed.toByteArray(), size)).isEqualTo(content);
      }
    }
  }

  @Test
  void shouldTryHarderAtAHigherLevel() throws IOException {
    // Given
    PageBuffer page = new PageBuffer();
    byte[] content = repetitive();
    page.write(content, 0, content.length);

    // When / Then
    assertThat(size(Compression.ZSTD.open(19), page))
        .isLessThan(size(Compression.ZSTD.open(1), page));
  }

  private static long size(PageCompressor opened, PageBuffer page) throws IOException {
    try (PageCompressor compressor = opened) {
      return compressor.compress(page).size();
    }
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
