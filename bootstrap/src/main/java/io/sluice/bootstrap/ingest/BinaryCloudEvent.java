package io.sluice.bootstrap.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.ports.out.OutgoingRecord;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;

/** A CloudEvent in HTTP's binary mode: the body is the data, {@code ce-} headers are around it. */
final class BinaryCloudEvent implements EventFormat {
  /** The header that says that a request is one. */
  static final String MARK = "ce-specversion";

  private final CloudEventData data;
  private final Map<String, String> headers;

  /**
   * The one of a request.
   *
   * @param headers names in lower case
   */
  BinaryCloudEvent(EventRules rules, Map<String, String> headers) {
    this.data = new CloudEventData(rules);
    this.headers = Map.copyOf(headers);
  }

  @Override
  public List<OutgoingRecord> read(byte[] body) {
    if (!required(MARK).equals("1.0")) {
      throw Problem.invalid("unknown_specversion", MARK + " is not 1.0", "", "").toException();
    }
    required("ce-source");
    CloudEventData.Context context =
        new CloudEventData.Context(
            required("ce-id"),
            required("ce-type"),
            headers.containsKey("ce-time") ? required("ce-time") : "");
    return List.of(data.record(body, 0, body.length, context, "$"));
  }

  private String required(String name) {
    String value = decoded(name, headers.getOrDefault(name, ""));
    if (value.isBlank()) {
      throw Problem.invalid(
              "invalid_cloudevent",
              "The header " + name + " is missing or empty",
              "",
              "CloudEvents 1.0 asks for ce-specversion, ce-id, ce-source and ce-type")
          .toException();
    }
    return value;
  }

  /** Headers have what is not printable ASCII as percent and two digits for each byte. */
  private static String decoded(String name, String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
              "invalid_cloudevent",
              "The header " + name + " has a % without two digits",
              "",
              "write % itself as %25")
          .toException();
    }
  }
}
