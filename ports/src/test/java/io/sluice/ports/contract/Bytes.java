package io.sluice.ports.contract;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Whole objects as byte arrays. */
public final class Bytes {
  private Bytes() {}

  public static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** So many bytes, the same for the same seed. */
  public static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  public static void write(ObjectStore store, Location location, byte[] content)
      throws IOException {
    try (ObjectWriter writer = store.write(location)) {
      writer.write(content);
    }
  }

  public static byte[] read(ObjectStore store, Location location) throws IOException {
    try (ObjectReader reader = store.read(location)) {
      ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(reader.length()));
      reader.readFully(0, buffer);
      return buffer.array();
    }
  }
}
