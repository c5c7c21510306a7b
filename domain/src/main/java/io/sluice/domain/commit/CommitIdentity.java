package io.sluice.domain.commit;

import java.util.Objects;
import java.util.UUID;

/**
 * Names one committable, and through it the log entry that holds it: the only proof that an entry
 * found in the log is one's own.
 */
public record CommitIdentity(UUID value) {
  public CommitIdentity {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
