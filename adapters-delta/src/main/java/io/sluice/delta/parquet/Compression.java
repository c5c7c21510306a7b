package io.sluice.delta.parquet;

/** How pages are compressed. */
public enum Compression {
  /** Small files at a moderate price; every current reader knows it. */
  ZSTD(".zstd.parquet"),
  /** Larger files, a little less work. */
  SNAPPY(".snappy.parquet"),
  /** Pages as they are. */
  NONE(".parquet");

  private final String extension;

  Compression(String extension) {
    this.extension = extension;
  }

  /** What the names of files end with. */
  String extension() {
    return extension;
  }

  /** A compressor for one thread, to be closed after use. */
  PageCompressor open(int zstdLevel) {
    return switch (this) {
      case ZSTD -> new ZstdPageCompressor(zstdLevel);
      case SNAPPY -> new SnappyPageCompressor();
      case NONE -> new PlainPageCompressor();
    };
  }
}
