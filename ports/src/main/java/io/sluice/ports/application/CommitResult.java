package io.sluice.ports.application;

import io.sluice.domain.commit.CommitDecision;
import io.sluice.domain.schema.SchemaChange;
import io.sluice.domain.table.TableVersion;
import java.time.Duration;
import java.util.List;

/** How a committable ended. */
sealed interface CommitResult {
  /**
   * It is in the log.
   *
   * @param took from the first attempt to the answer
   * @param conflicts how often another entry was there first
   */
  record Landed(TableVersion version, Duration took, int conflicts, List<SchemaChange> changes)
      implements CommitResult {}

  /** The table does not allow it; nothing of it is in the log. */
  record Rejected(CommitDecision decision) implements CommitResult {}

  /** Nobody wanted it any more; nothing of it is in the log. */
  record Dropped() implements CommitResult {}
}
