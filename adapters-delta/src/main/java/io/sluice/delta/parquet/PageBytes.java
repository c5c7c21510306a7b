package io.sluice.delta.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;

/** One page in one array, which is used again for the next page. */
final class PageBytes extends ByteArrayOutputStream {
  /** Replaces the content. */
  void fill(BytesInput page) throws IOException {
    reset();
    page.writeAllTo(this);
  }

  /** The array that the content starts in; not a copy, longer than {@link #size()}. */
  byte[] array() {
    return buf;
  }
}
