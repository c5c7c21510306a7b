package io.sluice.domain.commit;

import io.sluice.domain.record.OffsetRange;

/** Where to read one partition from. */
public sealed interface StartDecision {
  /** The table knows: go on there. */
  record Resume(long offset) implements StartDecision {}

  /** The table does not know the partition: commit this offset as its beginning, then read. */
  record Begin(long offset) implements StartDecision {}

  /** Records are gone: commit the gap, then read on behind it. */
  record Skip(OffsetRange gap) implements StartDecision {}

  /** Going on would lose or repeat records. */
  record Refuse(String reason, String hint) implements StartDecision {}
}
