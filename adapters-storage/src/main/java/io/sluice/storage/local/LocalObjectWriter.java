package io.sluice.storage.local;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a temporary file that gets its name when it is closed. A failed write gives the object up:
 * closing afterwards, as try-with-resources does, must not publish half of it.
 */
final class LocalObjectWriter extends ObjectWriter {
  private static final int BUFFER = 64 * 1024;

  private final Location location;
  private final Path target;
  private final TemporaryFile temporary;
  private final LocalDisk disk;
  private final byte[] buffer = new byte[BUFFER];
  private int buffered;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    FAILED,
    CLOSED
  }

  LocalObjectWriter(Location location, Path target, TemporaryFile temporary, LocalDisk disk) {
    this.location = location;
    this.target = target;
    this.temporary = temporary;
    this.disk = disk;
  }

  @Override
  public void write(int value) throws IOException {
    requireOpen();
    if (buffered == BUFFER) {
      drain();
    }
    buffer[buffered++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireOpen();
    if (length > BUFFER - buffered) {
      drain();
    }
    if (length >= BUFFER) {
      store(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, buffered, length);
      buffered += length;
    }
  }

  @Override
  public void close() throws IOException {
    if (state == State.CLOSED) {
      return;
    }
    State before = state;
    state = State.CLOSED;
    try (temporary) {
      if (before == State.FAILED) {
        throw new IOException("an earlier write failed");
      }
      publish();
    } catch (IOException e) {
      throw LocalFailure.of("write", location, e);
    }
  }

  private void publish() throws IOException {
    temporary.write(buffer, 0, buffered);
    temporary.finish();
    Files.move(temporary.path(), target, StandardCopyOption.ATOMIC_MOVE);
    disk.syncFolder(target.getParent());
  }

  @Override
  public void abort() throws IOException {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      temporary.close();
    }
  }

  private void drain() throws IOException {
    store(buffer, 0, buffered);
    buffered = 0;
  }

  private void store(byte[] bytes, int offset, int length) throws IOException {
    try {
      temporary.write(bytes, offset, length);
    } catch (IOException e) {
      state = State.FAILED;
      throw LocalFailure.of("write", location, e);
    }
  }

  private void requireOpen() throws IOException {
    if (state != State.OPEN) {
      throw new IOException("Cannot write '" + location + "': it is closed or has failed");
    }
  }
}
