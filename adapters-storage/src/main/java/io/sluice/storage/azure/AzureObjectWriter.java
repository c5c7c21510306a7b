package io.sluice.storage.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Sends blocks that nobody sees until their list is sent when it is closed; what fits into one
 * block is sent whole instead. A failed write gives the object up: closing afterwards, as
 * try-with-resources does, must not publish half of it. The service forgets blocks without a list
 * after a week.
 */
final class AzureObjectWriter extends ObjectWriter {
  private static final int FIRST_BUFFER = 64 * 1024;

  private final Location location;
  private final BlockBlobClient blob;
  private final int partSize;
  // Two writers of the same object must not mix their blocks.
  private final String id = UUID.randomUUID().toString();
  private final List<String> blocks = new ArrayList<>();
  private byte[] buffer;
  private int buffered;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    FAILED,
    CLOSED
  }

  AzureObjectWriter(Location location, BlockBlobClient blob, int partSize) {
    this.location = location;
    this.blob = blob;
    this.partSize = partSize;
    this.buffer = new byte[Math.min(FIRST_BUFFER, partSize)];
  }

  @Override
  public void write(int value) throws IOException {
    requireOpen();
    if (buffered == partSize) {
      stage();
    }
    reserve(buffered + 1);
    buffer[buffered++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireOpen();
    int next = offset;
    int end = offset + length;
    while (next < end) {
      if (buffered == partSize) {
        stage();
      }
      int fitting = Math.min(end - next, partSize - buffered);
      reserve(buffered + fitting);
      System.arraycopy(bytes, next, buffer, buffered, fitting);
      buffered += fitting;
      next += fitting;
    }
  }

  private void reserve(int capacity) {
    if (capacity > buffer.length) {
      int doubled = (int) Math.min(partSize, buffer.length * 2L);
      buffer = Arrays.copyOf(buffer, Math.max(capacity, doubled));
    }
  }

  private void stage() throws IOException {
    String block =
        Base64.getEncoder()
            .encodeToString(
                "%s-%06d".formatted(id, blocks.size()).getBytes(StandardCharsets.US_ASCII));
    try {
      blob.stageBlockWithResponse(
          new BlockBlobStageBlockOptions(block, content()), null, Context.NONE);
    } catch (RuntimeException e) {
      state = State.FAILED;
      throw AzureFailure.of("write", location, e);
    }
    blocks.add(block);
    buffered = 0;
  }

  private BinaryData content() {
    return BinaryData.fromByteBuffer(ByteBuffer.wrap(buffer, 0, buffered));
  }

  @Override
  public void close() throws IOException {
    if (state == State.CLOSED) {
      return;
    }
    State before = state;
    state = State.CLOSED;
    if (before == State.FAILED) {
      throw new IOException("Cannot write '" + location + "': an earlier write failed");
    }
    try {
      publish();
    } finally {
      buffer = new byte[0];
    }
  }

  private void publish() throws IOException {
    if (!blocks.isEmpty() && buffered > 0) {
      stage();
    }
    try {
      if (blocks.isEmpty()) {
        blob.uploadWithResponse(new BlockBlobSimpleUploadOptions(content()), null, Context.NONE);
      } else {
        blob.commitBlockListWithResponse(
            new BlockBlobCommitBlockListOptions(blocks), null, Context.NONE);
      }
    } catch (RuntimeException e) {
      throw AzureFailure.of("write", location, e);
    }
  }

  @Override
  public void abort() {
    state = State.CLOSED;
    buffer = new byte[0];
  }

  private void requireOpen() throws IOException {
    if (state != State.OPEN) {
      throw new IOException("Cannot write '" + location + "': it is closed or has failed");
    }
  }
}
