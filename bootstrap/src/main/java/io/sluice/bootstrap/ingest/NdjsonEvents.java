package io.sluice.bootstrap.ingest;

import io.sluice.bootstrap.ingest.JsonObjects.Found;
import io.sluice.ports.out.OutgoingRecord;
import java.util.Arrays;
import java.util.List;

/** {@code application/x-ndjson}: an object in each line; empty lines are passed over. */
final class NdjsonEvents implements EventFormat {
  private final EventRules rules;
  private final JsonObjects objects;
  private final int mostEvents;

  NdjsonEvents(EventRules rules, int mostEvents) {
    this.rules = rules;
    this.objects = new JsonObjects(rules.names());
    this.mostEvents = mostEvents;
  }

  @Override
  public List<OutgoingRecord> read(byte[] body) {
    EventList events = new EventList(mostEvents);
    int start = 0;
    while (start < body.length) {
      int end = endOfLine(body, start);
      if (!isBlank(body, start, end)) {
        events.add(event(body, start, end, events.nextPath()));
      }
      start = end + 1;
    }
    if (events.records().isEmpty()) {
      JsonObjects.requireObject(null, "$");
    }
    return events.records();
  }

  private OutgoingRecord event(byte[] body, int start, int end, String path) {
    Found found =
        JsonObjects.read(
            body,
            start,
            end,
            path,
            parser -> {
              JsonObjects.requireObject(parser.nextToken(), path);
              return objects.object(parser);
            });
    byte[] json = Arrays.copyOfRange(body, start + found.start(), start + found.end());
    return rules.record(json, found.members(), path);
  }

  private static int endOfLine(byte[] body, int start) {
    int end = start;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean isBlank(byte[] body, int start, int end) {
    for (int i = start; i < end; i++) {
      if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
