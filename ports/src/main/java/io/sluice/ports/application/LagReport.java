package io.sluice.ports.application;

import io.sluice.domain.commit.OffsetLedger;
import io.sluice.domain.record.SourcePartition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells once a second how far the table is behind. For the polling thread. */
final class LagReport {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  private final PipelinePorts ports;
  private final Map<SourcePartition, Long> inTable = new HashMap<>();
  private long toldNanos;

  LagReport(PipelinePorts ports) {
    this.ports = ports;
    this.toldNanos = ports.clock().monotonicNanos() - INTERVAL_NANOS;
  }

  /**
   * Tells, if it is time.
   *
   * @param owned what is to be read here
   * @param ledger forgets partitions in a reset; until the table is asked again, what it was known
   *     to hold goes on to count
   */
  void tell(Set<SourcePartition> owned, OffsetLedger ledger) {
    long now = ports.clock().monotonicNanos();
    if (now - toldNanos < INTERVAL_NANOS) {
      return;
    }
    toldNanos = now;
    inTable.keySet().retainAll(owned);
    for (SourcePartition partition : ledger.partitions()) {
      inTable.put(partition, ledger.committedOffset(partition).orElseThrow());
    }
    Map<SourcePartition, Long> behind = new TreeMap<>();
    ports
        .source()
        .ends()
        .forEach(
            (partition, end) -> {
              Long held = inTable.get(partition);
              if (held != null) {
                // The end may be older than a commit by another writer of the same partition.
                behind.put(partition, Math.max(0, end - held));
              }
            });
    ports.events().behind(behind);
  }
}
