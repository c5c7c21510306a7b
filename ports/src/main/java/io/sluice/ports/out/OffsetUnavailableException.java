package io.sluice.ports.out;

import io.sluice.domain.record.SourcePartition;
import java.util.Objects;

/** A source no longer has, or does not yet have, the offset that is to be read next. */
public final class OffsetUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SourcePartition partition;
  private final long wanted;

  public OffsetUnavailableException(SourcePartition partition, long wanted, Throwable cause) {
    super("offset " + wanted + " of " + partition + " is not available", cause);
    this.partition = Objects.requireNonNull(partition, "partition");
    this.wanted = wanted;
  }

  public SourcePartition partition() {
    return partition;
  }

  public long wanted() {
    return wanted;
  }
}
