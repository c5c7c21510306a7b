package io.sluice.ports.application;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Tries at start whether a store keeps what every commit rests on: it creates an object twice, with
 * different content, and looks which one is there. Some stores ignore the condition and overwrite.
 */
public final class ExclusiveCreateProbe {
  private static final byte[] FIRST = "first".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SECOND = "second".getBytes(StandardCharsets.US_ASCII);

  private final ObjectStore objects;
  private final ExclusiveCreate exclusiveCreate;

  public ExclusiveCreateProbe(ObjectStore objects, ExclusiveCreate exclusiveCreate) {
    this.objects = objects;
    this.exclusiveCreate = exclusiveCreate;
  }

  /**
   * Refuses a store that accepts a second write of the same object.
   *
   * @param table where the table is or will be; the object lies in its {@code _sluice} folder
   * @param id part of the object's name; never used before
   * @throws SluiceException {@code CONFIGURATION} when two writers could overwrite each other there
   * @throws IOException when the store cannot be written at all
   */
  public void require(Location table, UUID id) throws IOException {
    if (!isExclusive(table, id)) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot write to '" + table + "': the store lets a second write replace the first",
          "use a store with conditional writes; or, if this process is the only writer of the table,"
              + " set sluice.storage.single-writer = true");
    }
  }

  /**
   * Whether the store keeps the first of two writes of the same object and refuses the second.
   *
   * @param table where the table is or will be
   * @param id part of the object's name; never used before
   * @throws IOException when the store cannot be written at all
   */
  public boolean isExclusive(Location table, UUID id) throws IOException {
    Location probe = table.child("_sluice/probe-" + id);
    try {
      // A client that repeats requests by itself can meet its own first write, so only the content
      // that is there in the end tells.
      create(probe, FIRST);
      boolean secondAccepted = create(probe, SECOND);
      return !secondAccepted && Arrays.equals(content(probe), FIRST);
    } finally {
      objects.delete(probe);
    }
  }

  private boolean create(Location probe, byte[] content) throws IOException {
    try {
      exclusiveCreate.create(probe, content);
      return true;
    } catch (ObjectAlreadyExistsException e) {
      return false;
    }
  }

  private byte[] content(Location probe) throws IOException {
    try (ObjectStore.ObjectReader reader = objects.read(probe)) {
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(reader.length()));
      reader.readFully(0, content);
      return content.array();
    }
  }
}
