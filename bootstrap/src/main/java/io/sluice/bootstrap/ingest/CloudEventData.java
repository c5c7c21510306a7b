package io.sluice.bootstrap.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sluice.bootstrap.ingest.JsonObjects.Found;
import io.sluice.bootstrap.ingest.JsonObjects.Member;
import io.sluice.ports.out.OutgoingRecord;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the event of a CloudEvent: its data, with id, type and time as {@code event_id}, {@code
 * event_type} and {@code timestamp} where the data has none of its own.
 */
final class CloudEventData {
  private final EventRules rules;
  private final JsonObjects objects;

  CloudEventData(EventRules rules) {
    this.rules = rules;
    this.objects = new JsonObjects(rules.names());
  }

  /**
   * What the envelope says of the event.
   *
   * @param time empty where it says nothing
   */
  record Context(String id, String type, String time) {
    private Map<String, String> members() {
      Map<String, String> members = new LinkedHashMap<>();
      members.put(EventRules.ID, id);
      members.put(EventRules.TYPE, type);
      if (!time.isEmpty()) {
        members.put(EventRules.TIMESTAMP, time);
      }
      return members;
    }
  }

  /**
   * The record of a CloudEvent.
   *
   * @param from where its data begins in the body
   * @param to where its data ends
   * @param path of the data
   */
  OutgoingRecord record(byte[] body, int from, int to, Context context, String path) {
    Found found =
        JsonObjects.read(
            body,
            from,
            to,
            path,
            parser -> {
              JsonObjects.requireObject(parser.nextToken(), path);
              return objects.object(parser);
            });
    Map<String, Member> members = new HashMap<>(found.members());
    ByteArrayOutputStream json = new ByteArrayOutputStream(found.end() - found.start() + 128);
    json.write('{');
    boolean isFirst = isEmpty(body, from + found.start() + 1, from + found.end() - 1);
    String separator = isFirst ? "" : ",";
    StringBuilder added = new StringBuilder();
    context
        .members()
        .forEach(
            (name, value) -> {
              if (members.putIfAbsent(name, Member.ofText(value)) == null) {
                added.append(added.isEmpty() ? "" : ",").append(member(name, value));
              }
            });
    if (!added.isEmpty()) {
      json.writeBytes(added.append(separator).toString().getBytes(UTF_8));
    }
    json.write(body, from + found.start() + 1, found.end() - found.start() - 1);
    return rules.record(json.toByteArray(), members, path);
  }

  private static String member(String name, String value) {
    return "\""
        + name
        + "\":\""
        + new String(JsonStringEncoder.getInstance().quoteAsString(value))
        + "\"";
  }

  private static boolean isEmpty(byte[] body, int from, int to) {
    for (int i = from; i < to; i++) {
      if (body[i] > ' ') {
        return false;
      }
    }
    return true;
  }
}
