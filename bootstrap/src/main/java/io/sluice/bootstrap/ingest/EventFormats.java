package io.sluice.bootstrap.ingest;

import io.sluice.bootstrap.config.IngestConfig;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which format a request's headers announce. */
final class EventFormats {
  private static final String JSON = "application/json";

  private final EventRules rules;
  private final Map<String, EventFormat> byType = new TreeMap<>();

  EventFormats(IngestConfig config) {
    int most = config.limits().events();
    rules = new EventRules(config.required(), config.limits().eventBytes());
    byType.put(JSON, new JsonEvents(rules, most));
    byType.put("application/x-ndjson", new NdjsonEvents(rules, most));
    byType.put(
        "application/cloudevents+json", new CloudEvents(rules, CloudEvents.Mode.STRUCTURED, most));
    byType.put(
        "application/cloudevents-batch+json", new CloudEvents(rules, CloudEvents.Mode.BATCH, most));
  }

  /** The content types that it knows. */
  Set<String> types() {
    return byType.keySet();
  }

  /**
   * The format of a request.
   *
   * @param contentType empty where there is none
   * @param headers names in lower case
   * @throws RejectedException if there is none for it
   */
  EventFormat of(String contentType, Map<String, String> headers) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    String type = parts[0].strip();
    EventFormat format = byType.get(type);
    if (format == null) {
      throw unsupported("Content-Type is none of " + String.join(", ", byType.keySet()));
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        throw unsupported("The charset is not UTF-8");
      }
    }
    return type.equals(JSON) && headers.containsKey(BinaryCloudEvent.MARK)
        ? new BinaryCloudEvent(rules, headers)
        : format;
  }

  private static RejectedException unsupported(String message) {
    return new Problem(
            Problem.Status.UNSUPPORTED,
            "unsupported_media_type",
            message,
            "",
            "curl sends a form by default: add -H 'Content-Type: application/json'")
        .toException();
  }
}
