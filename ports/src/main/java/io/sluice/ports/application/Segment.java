package io.sluice.ports.application;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.OffsetLedger;

/**
 * What was read between two flushes, on its way to becoming one committable.
 *
 * @param sealed its offsets
 * @param generation in which it was read
 * @param firstReadNanos when the first of it was read, monotonic nanoseconds
 * @param sealedNanos when it was closed, monotonic nanoseconds
 */
record Segment(
    OffsetLedger.Sealed sealed, Generation generation, long firstReadNanos, long sealedNanos) {
  CommitIdentity id() {
    return sealed.id();
  }
}
