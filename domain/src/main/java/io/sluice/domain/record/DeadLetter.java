package io.sluice.domain.record;

import java.util.List;
import java.util.Objects;

/**
 * A record that cannot be stored as a row, with its original bytes.
 *
 * @param partition where it was read
 * @param offset its offset there
 * @param timestamp milliseconds since the epoch, as the source gives it
 * @param key the record's key, or null
 * @param value the record's payload, or null
 * @param headers the record's headers, in its order
 * @param reason the kind of fault
 * @param detail the field and what was expected there; never the payload itself
 */
// The bytes are handed through, never compared: a copy each way would buy nothing.
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
    SourcePartition partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    List<Header> headers,
    DeadLetterReason reason,
    String detail) {
  public DeadLetter {
    Objects.requireNonNull(partition, "partition");
    headers = List.copyOf(headers);
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }

  /** The size of key, payload and headers in bytes. */
  public long bytes() {
    long total = (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
    for (Header header : headers) {
      total += header.bytes();
    }
    return total;
  }
}
