package io.sluice.domain.record;

import java.util.Objects;

/**
 * A header of a record; a record can have several of one name.
 *
 * @param value its bytes, or null
 */
// The bytes are handed through, never compared: a copy each way would buy nothing.
@SuppressWarnings("ArrayRecordComponent")
public record Header(String name, byte[] value) {
  public Header {
    Objects.requireNonNull(name, "name");
  }

  /** The size of name and value in bytes, a name of ASCII being taken for granted. */
  public long bytes() {
    return name.length() + (value == null ? 0L : value.length);
  }
}
