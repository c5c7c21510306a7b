package io.sluice.bootstrap.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.bootstrap.ingest.JsonObjects.Found;
import io.sluice.bootstrap.ingest.JsonObjects.Member;
import io.sluice.ports.out.OutgoingRecord;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * CloudEvents 1.0 in the JSON format: {@code application/cloudevents+json} with one, {@code
 * application/cloudevents-batch+json} with an array of them.
 */
final class CloudEvents implements EventFormat {
  private static final JsonObjects ENVELOPES =
      new JsonObjects(
          Set.of(
              "specversion",
              "id",
              "source",
              "type",
              "time",
              "datacontenttype",
              "data",
              "data_base64"));

  private final CloudEventData data;
  private final Mode mode;
  private final int mostEvents;

  CloudEvents(EventRules rules, Mode mode, int mostEvents) {
    this.data = new CloudEventData(rules);
    this.mode = mode;
    this.mostEvents = mostEvents;
  }

  /** How many a body has. */
  enum Mode {
    STRUCTURED,
    BATCH
  }

  @Override
  public List<OutgoingRecord> read(byte[] body) {
    return JsonObjects.read(body, 0, body.length, "$", parser -> events(body, parser));
  }

  private List<OutgoingRecord> events(byte[] body, JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (mode == Mode.STRUCTURED) {
      return List.of(event(body, parser, "$"));
    }
    if (first != JsonToken.START_ARRAY) {
      throw Problem.invalid("not_an_array", "A batch of CloudEvents is a JSON array", "$", "")
          .toException();
    }
    EventList events = new EventList(mostEvents);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      events.add(event(body, parser, events.nextPath()));
    }
    return events.records();
  }

  private OutgoingRecord event(byte[] body, JsonParser parser, String path) throws IOException {
    JsonObjects.requireObject(parser.currentToken(), path);
    Found envelope = ENVELOPES.object(parser);
    Map<String, Member> members = envelope.members();
    if (!text(members, "specversion", path).equals("1.0")) {
      throw Problem.invalid(
              "unknown_specversion", "specversion is not 1.0", path + ".specversion", "")
          .toException();
    }
    text(members, "source", path);
    CloudEventData.Context context =
        new CloudEventData.Context(
            text(members, "id", path),
            text(members, "type", path),
            members.containsKey("time") ? text(members, "time", path) : "");
    requireJsonData(members, path);
    Member content = members.get("data");
    return data.record(body, content.start(), content.end(), context, path + ".data");
  }

  private static String text(Map<String, Member> members, String name, String path) {
    Member member = members.get(name);
    if (member == null || !member.isText() || member.text().isBlank()) {
      throw Problem.invalid(
              "invalid_cloudevent",
              name + " is missing, or not a text",
              path + "." + name,
              "CloudEvents 1.0 asks for specversion, id, source and type")
          .toException();
    }
    return member.text();
  }

  private static void requireJsonData(Map<String, Member> members, String path) {
    Member type = members.get("datacontenttype");
    boolean isJson =
        type == null || type.text().toLowerCase(Locale.ROOT).startsWith("application/json");
    Member content = members.get("data");
    if (!isJson || content == null || content.token() != JsonToken.START_OBJECT) {
      throw Problem.invalid(
              "invalid_cloudevent",
              "data is not a JSON object",
              path + ".data",
              "send the event as an object in data; data_base64 is not taken")
          .toException();
    }
  }
}
