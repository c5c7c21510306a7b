package io.sluice.delta.parquet;

import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * An object as the file that Parquet writes. Parquet closes its stream on failure too; here that
 * only flushes, because closing the object is what publishes it and is left to the caller.
 */
final class ObjectOutput extends PositionOutputStream implements OutputFile {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final OutputStream out;
  private long position;

  ObjectOutput(ObjectWriter object) {
    this.out = new BufferedOutputStream(object, BUFFER_BYTES);
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    position += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return this;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return this;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
