package io.sluice.bootstrap.hot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of events in 32 to 64 bytes each, however long their ids are: it keeps 128 bits of SHA-256,
 * which no two of even a billion events share by chance (once in 10^20 times).
 */
final class EventIds {
  private static final int FIRST_CAPACITY = 1024;

  private final MessageDigest digest = sha256();
  private long[] high = new long[FIRST_CAPACITY];
  private long[] low = new long[FIRST_CAPACITY];
  private int size;

  /**
   * Adds an event.
   *
   * @return whether it was not in the set
   */
  boolean add(String eventType, String eventId) {
    // The length tells ("ab", "c") from ("a", "bc").
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(eventType.length()).array());
    digest.update(eventType.getBytes(UTF_8));
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(eventId.getBytes(UTF_8)));
    return add(hash.getLong(), hash.getLong());
  }

  private boolean add(long newHigh, long hashLow) {
    long newLow = hashLow == 0 ? 1 : hashLow; // 0 is a free slot
    int slot = slot(newHigh, newLow);
    if (low[slot] != 0) {
      return false;
    }
    high[slot] = newHigh;
    low[slot] = newLow;
    size++;
    if (size > high.length / 2) {
      grow();
    }
    return true;
  }

  /** Where it is, or the free slot where it belongs. */
  private int slot(long wantedHigh, long wantedLow) {
    int mask = high.length - 1;
    int slot = (int) wantedHigh & mask;
    while (low[slot] != 0 && (low[slot] != wantedLow || high[slot] != wantedHigh)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    high = new long[oldHigh.length * 2];
    low = new long[oldLow.length * 2];
    for (int i = 0; i < oldLow.length; i++) {
      if (oldLow[i] != 0) {
        int slot = slot(oldHigh[i], oldLow[i]);
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
