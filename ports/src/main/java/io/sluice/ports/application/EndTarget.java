package io.sluice.ports.application;

import io.sluice.domain.commit.OffsetLedger;
import io.sluice.domain.commit.Progress;
import io.sluice.domain.commit.ProgressKey;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Where the topics ended when the run began, and whether the table is there, whoever brought it
 * there.
 */
final class EndTarget {
  private final String pipeline;
  private final Map<SourcePartition, Long> ends = new TreeMap<>();

  EndTarget(String pipeline, Map<SourcePartition, OffsetRange> available) {
    this.pipeline = pipeline;
    available.forEach(
        (partition, range) -> {
          if (!range.isEmpty()) {
            ends.put(partition, range.to());
          }
        });
  }

  /** Whether every partition on the books has been read to its end. */
  boolean isReadBy(OffsetLedger ledger) {
    return ends.entrySet().stream()
        .filter(end -> ledger.holds(end.getKey()))
        .allMatch(end -> ledger.position(end.getKey()).orElseThrow() >= end.getValue());
  }

  /** Whether nobody else's commits have to be waited for. */
  boolean isOwnedBy(OffsetLedger ledger) {
    return ends.keySet().stream().allMatch(ledger::holds);
  }

  /** Whether every partition's records are in the table. */
  boolean isReachedBy(OffsetLedger ledger, Progress progress) {
    return ends.entrySet().stream()
        .allMatch(end -> isReached(end.getKey(), end.getValue(), ledger, progress));
  }

  private boolean isReached(
      SourcePartition partition, long end, OffsetLedger ledger, Progress progress) {
    OptionalLong own = ledger.committedOffset(partition);
    if (own.isPresent() && own.getAsLong() >= end) {
      return true;
    }
    OptionalLong table = progress.offset(new ProgressKey(pipeline, partition));
    return table.isPresent() && table.getAsLong() >= end;
  }
}
