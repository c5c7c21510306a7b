package io.sluice.ports.out;

import java.util.Objects;

/**
 * A record that is to be in a topic. Whoever makes it leaves the arrays alone afterwards.
 *
 * @param key null for none; records of one key keep their order
 */
// The bytes are handed over, never compared.
@SuppressWarnings("ArrayRecordComponent")
public record OutgoingRecord(byte[] key, byte[] value) {
  public OutgoingRecord {
    Objects.requireNonNull(value, "value");
  }

  /** Payload bytes, key and value. */
  public int bytes() {
    return value.length + (key == null ? 0 : key.length);
  }
}
