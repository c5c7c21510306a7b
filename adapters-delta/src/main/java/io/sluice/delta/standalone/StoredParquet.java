package io.sluice.delta.standalone;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A stored object as Parquet's library wants to read it. */
final class StoredParquet implements InputFile {
  private final ObjectReader reader;

  private StoredParquet(ObjectReader reader) {
    this.reader = reader;
  }

  /** Opens the object; closing the one stream that is made of it closes it. */
  static StoredParquet open(ObjectStore objects, Location location) throws IOException {
    return new StoredParquet(objects.read(location));
  }

  @Override
  public long getLength() {
    return reader.length();
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream(reader);
  }

  private static final class Stream extends SeekableInputStream {
    private final ObjectReader reader;
    private long position;

    private Stream(ObjectReader reader) {
      this.reader = reader;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void seek(long newPosition) {
      position = newPosition;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      long left = reader.length() - position;
      if (left <= 0 && target.hasRemaining()) {
        return -1;
      }
      int count = (int) Math.min(left, target.remaining());
      ByteBuffer part = target.slice(target.position(), count);
      readFully(part);
      target.position(target.position() + count);
      return count;
    }

    @Override
    public void readFully(byte[] target) throws IOException {
      readFully(ByteBuffer.wrap(target));
    }

    @Override
    public void readFully(byte[] target, int offset, int length) throws IOException {
      readFully(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public void readFully(ByteBuffer target) throws IOException {
      int count = target.remaining();
      if (count > reader.length() - position) {
        throw new EOFException("the Parquet file ends before its own index says");
      }
      reader.readFully(position, target);
      position += count;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
