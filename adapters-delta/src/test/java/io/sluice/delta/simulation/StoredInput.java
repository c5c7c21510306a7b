package io.sluice.delta.simulation;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.FSInputStream;

/** What was in an object when it was opened. */
final class StoredInput extends FSInputStream {
  private final byte[] content;
  private int position;

  StoredInput(byte[] content) {
    this.content = content;
  }

  @Override
  public void seek(long to) throws IOException {
    if (to < 0 || to > content.length) {
      throw new EOFException();
    }
    position = (int) to;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public boolean seekToNewSource(long target) {
    return false;
  }

  @Override
  public int available() {
    return content.length - position;
  }

  @Override
  public int read() {
    return position < content.length ? content[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (length > 0 && position >= content.length) {
      return -1;
    }
    int count = Math.min(length, content.length - position);
    System.arraycopy(content, position, buffer, offset, count);
    position += count;
    return count;
  }
}
