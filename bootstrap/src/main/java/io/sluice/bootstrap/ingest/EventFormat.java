package io.sluice.bootstrap.ingest;

import io.sluice.ports.out.OutgoingRecord;
import java.util.List;

/** One way to write events into a body. */
interface EventFormat {
  /**
   * Reads all events of a body: each keeps its own bytes.
   *
   * @param body valid UTF-8
   * @throws RejectedException for the first that breaks a rule; then none counts
   */
  List<OutgoingRecord> read(byte[] body);
}
