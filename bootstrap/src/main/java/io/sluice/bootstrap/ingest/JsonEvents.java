package io.sluice.bootstrap.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.bootstrap.ingest.JsonObjects.Found;
import io.sluice.ports.out.OutgoingRecord;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** {@code application/json}: one object, or an array of them. */
final class JsonEvents implements EventFormat {
  private final EventRules rules;
  private final JsonObjects objects;
  private final int mostEvents;

  JsonEvents(EventRules rules, int mostEvents) {
    this.rules = rules;
    this.objects = new JsonObjects(rules.names());
    this.mostEvents = mostEvents;
  }

  @Override
  public List<OutgoingRecord> read(byte[] body) {
    return JsonObjects.read(body, 0, body.length, "$", parser -> events(body, parser));
  }

  private List<OutgoingRecord> events(byte[] body, JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_ARRAY) {
      return List.of(event(body, parser, "$"));
    }
    EventList events = new EventList(mostEvents);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      events.add(event(body, parser, events.nextPath()));
    }
    return events.records();
  }

  private OutgoingRecord event(byte[] body, JsonParser parser, String path) throws IOException {
    JsonObjects.requireObject(parser.currentToken(), path);
    Found found = objects.object(parser);
    return rules.record(
        Arrays.copyOfRange(body, found.start(), found.end()), found.members(), path);
  }
}
