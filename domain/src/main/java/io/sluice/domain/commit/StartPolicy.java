package io.sluice.domain.commit;

import java.time.Instant;

/** Where reading starts in a topic that the table does not know. */
public sealed interface StartPolicy {
  /** At the oldest record that is left. */
  record Earliest() implements StartPolicy {}

  /** After the newest record. */
  record Latest() implements StartPolicy {}

  /** At the first record of that time or later. */
  record At(Instant time) implements StartPolicy {}
}
