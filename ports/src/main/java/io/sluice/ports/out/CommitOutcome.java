package io.sluice.ports.out;

import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.table.TableVersion;
import java.util.List;

/** What came of one attempt to write a log entry. */
public sealed interface CommitOutcome {
  /** The entry exists, and it is the one that was to be written. */
  record Committed(TableVersion version) implements CommitOutcome {}

  /**
   * The version is taken: by another writer, or by an earlier attempt of our own that seemed to
   * fail.
   *
   * @param changes the entries after the base, oldest first; may be empty where the store's listing
   *     lags, and is then to be read later
   */
  record Exists(List<LogEntry> changes) implements CommitOutcome {
    public Exists {
      changes = List.copyOf(changes);
    }
  }

  /** Whether the entry exists is not known: it may, or may yet come to be. */
  record Unknown(Exception cause) implements CommitOutcome {}
}
