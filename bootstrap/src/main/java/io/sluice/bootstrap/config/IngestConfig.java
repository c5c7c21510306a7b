package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How the ingest API listens and what it takes.
 *
 * @param port 0 for any free one
 * @param required members that every event has to have
 */
public record IngestConfig(
    String host, int port, Limits limits, Access access, List<String> required) {
  private static final String PATH = "sluice.ingest.";
  private static final int MOST_PORT = 65_535;
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_EVENTS = 100_000;
  private static final int MOST_REQUESTS = 100_000;
  private static final int MOST_CONNECTIONS = 100_000;
  private static final int MOST_PER_SECOND = 1_000_000;
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@*]+");

  public IngestConfig {
    required = List.copyOf(required);
  }

  /**
   * What one request and one client may ask for.
   *
   * @param bodyBytes of a body, as it comes and inflated
   * @param events in one request
   * @param eventBytes of one event
   * @param requests at a time
   * @param connections at a time
   * @param requestTimeout until a body has to be here
   * @param perSecond requests of one client; empty for no limit
   */
  public record Limits(
      int bodyBytes,
      int events,
      int eventBytes,
      int requests,
      int connections,
      Duration requestTimeout,
      OptionalInt perSecond) {}

  /**
   * Who may send.
   *
   * @param origins of pages whose scripts may; {@code *} alone for all
   * @param apiKeys empty for everybody
   * @param trustForwardedFor whether a proxy says whose request it is
   */
  public record Access(List<String> origins, List<String> apiKeys, boolean trustForwardedFor) {
    public Access {
      origins = List.copyOf(origins);
      apiKeys = List.copyOf(apiKeys);
    }

    /** Without the keys. */
    @Override
    public String toString() {
      return "Access[origins=" + origins + ", apiKeys=" + apiKeys.size() + "]";
    }
  }

  /** Reads what {@code sluice.ingest} says of HTTP and of events. */
  public static IngestConfig from(Config root) {
    Choices choices = new Choices(root);
    String host = root.getString(PATH + "host").strip();
    if (host.isEmpty()) {
      throw Choices.fault(PATH + "host", "it is empty", "set it to 127.0.0.1 or 0.0.0.0");
    }
    return new IngestConfig(
        host,
        choices.between(PATH + "port", 0, MOST_PORT),
        limits(choices),
        new Access(origins(root), apiKeys(root), root.getBoolean(PATH + "trust-forwarded-for")),
        required(root));
  }

  private static Limits limits(Choices choices) {
    Limits limits =
        new Limits(
            bytes(choices, PATH + "max-body-size"),
            choices.between(PATH + "max-events", 1, MOST_EVENTS),
            bytes(choices, PATH + "max-event-size"),
            choices.between(PATH + "max-requests", 1, MOST_REQUESTS),
            choices.between(PATH + "max-connections", 1, MOST_CONNECTIONS),
            choices.positiveDuration(PATH + "request-timeout"),
            perSecond(choices));
    if (limits.eventBytes > limits.bodyBytes) {
      throw Choices.fault(
          PATH + "max-event-size",
          "an event of "
              + limits.eventBytes
              + " bytes does not fit into sluice.ingest.max-body-size",
          "lower it, or raise the other");
    }
    return limits;
  }

  private static int bytes(Choices choices, String path) {
    long bytes = choices.positiveBytes(path);
    if (bytes > MOST_BYTES) {
      throw Choices.fault(path, bytes + " bytes are too many", "set it to 64 MiB or less");
    }
    return Math.toIntExact(bytes);
  }

  private static OptionalInt perSecond(Choices choices) {
    String path = PATH + "requests-per-second";
    return choices.isWord(path, "unlimited")
        ? OptionalInt.empty()
        : OptionalInt.of(choices.between(path, 1, MOST_PER_SECOND));
  }

  private static List<String> origins(Config root) {
    String path = PATH + "cors.allowed-origins";
    List<String> origins = root.getStringList(path).stream().map(String::strip).toList();
    if (origins.equals(List.of("*"))) {
      return origins;
    }
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches() || URI.create(origin).getHost() == null) {
        throw Choices.fault(
            path,
            "'" + origin + "' is no origin",
            "write scheme and host as the browser sends them, like https://shop.example, or * alone"
                + " for every page there is");
      }
    }
    return origins;
  }

  private static List<String> apiKeys(Config root) {
    String path = PATH + "api-keys";
    List<String> keys = root.getStringList(path).stream().map(String::strip).toList();
    if (keys.stream().anyMatch(String::isEmpty)) {
      throw Choices.fault(path, "one of them is empty", "remove it");
    }
    return keys;
  }

  private static List<String> required(Config root) {
    String path = PATH + "required";
    List<String> names = root.getStringList(path).stream().map(String::strip).toList();
    if (names.stream().anyMatch(String::isEmpty)) {
      throw Choices.fault(path, "a name is empty", "remove it");
    }
    return names;
  }
}
