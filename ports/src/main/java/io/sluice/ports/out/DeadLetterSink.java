package io.sluice.ports.out;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.record.DeadLetter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keeps records that cannot be rows. Safe for use by several threads. */
public interface DeadLetterSink {
  /**
   * Stores the dead letters of one commit, before that commit.
   *
   * <p>Guarantees: when it returns, they are durable. A repeated call with the same arguments
   * stores nothing twice in the table's own sink; a topic may get them again, each told by topic
   * id, partition and offset.
   *
   * @param deadLetters one at least
   * @return the path below the table of the object that holds them, for the commit to name; empty
   *     where they are stored elsewhere
   * @throws IOException when the store fails; worth trying again
   */
  Optional<String> store(CommitIdentity id, List<DeadLetter> deadLetters) throws IOException;
}
