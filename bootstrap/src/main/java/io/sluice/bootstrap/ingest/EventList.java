package io.sluice.bootstrap.ingest;

import io.sluice.ports.out.OutgoingRecord;
import java.util.ArrayList;
import java.util.List;

/** The events of one request, up to as many as are allowed. */
final class EventList {
  private final List<OutgoingRecord> records = new ArrayList<>();
  private final int most;

  EventList(int most) {
    this.most = most;
  }

  /** The path of the event that comes next. */
  String nextPath() {
    if (records.size() == most) {
      throw new Problem(
              Problem.Status.TOO_LARGE,
              "too_many_events",
              "The request has more than " + most + " events",
              "$[" + most + "]",
              "send them in several requests, or raise sluice.ingest.max-events")
          .toException();
    }
    return "$[" + records.size() + "]";
  }

  void add(OutgoingRecord record) {
    records.add(record);
  }

  List<OutgoingRecord> records() {
    return records;
  }
}
