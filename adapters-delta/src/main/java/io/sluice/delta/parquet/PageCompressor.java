package io.sluice.delta.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages one after the other, for one thread. */
interface PageCompressor extends AutoCloseable {
  CompressionCodecName codec();

  /** The page compressed; it holds until the next page is, or until the given one changes. */
  BytesInput compress(PageBuffer page) throws IOException;

  @Override
  void close();
}
