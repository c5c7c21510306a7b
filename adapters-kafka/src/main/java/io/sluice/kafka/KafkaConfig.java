package io.sluice.kafka;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.sluice.domain.commit.GapPolicy;
import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.kafka.client.ClientCheck;
import io.sluice.kafka.client.ClientProperties;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The settings under {@code sluice.kafka}, and the topic for dead letters. Two keys of the flow are
 * looked at: they have to agree with these.
 *
 * @param bootstrapServers {@code host:port}, one at least
 * @param topics one at least, each once
 * @param groupId empty for the default, see {@link #groupId(String)}
 * @param properties for Kafka's clients, by Kafka's own names
 * @param requestTimeout from one second to ten minutes
 * @param deadLetterTopic empty where {@code sluice.dead-letter.sink} is another
 */
public record KafkaConfig(
    List<String> bootstrapServers,
    List<String> topics,
    String groupId,
    Start start,
    Map<String, String> properties,
    Duration requestTimeout,
    String deadLetterTopic) {
  private static final String PROPERTIES = "sluice.kafka.properties";
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  public KafkaConfig {
    bootstrapServers = List.copyOf(bootstrapServers);
    topics = List.copyOf(topics);
    properties = Map.copyOf(properties);
  }

  /**
   * Where reading starts.
   *
   * @param policy in a topic that the table does not know
   * @param onGap where records are gone
   */
  public record Start(StartPolicy policy, GapPolicy onGap) {}

  /**
   * Reads and checks the settings.
   *
   * @param root the whole configuration, resolved
   * @throws SluiceException CONFIGURATION, naming the key
   */
  public static KafkaConfig from(Config root) {
    Map<String, String> properties = properties(root);
    KafkaConfig config =
        new KafkaConfig(
            servers(root),
            topics(root),
            text(root, "sluice.kafka.group-id"),
            new Start(policy(root), onGap(root)),
            properties,
            requestTimeout(root),
            deadLetterTopic(root));
    ClientCheck check = new ClientCheck(config.clients("any"));
    check.requireReading();
    if (!config.deadLetterTopic.isEmpty()) {
      check.requireWriting();
    }
    requireShorterRevocation(root, check.maxPollInterval());
    return config;
  }

  /** The properties of the clients. */
  ClientProperties clients(String pipeline) {
    return new ClientProperties(bootstrapServers, "sluice-" + pipeline, requestTimeout, properties);
  }

  /** The consumer group: as configured, else {@code sluice-<pipeline>}. */
  public String groupId(String pipeline) {
    return groupId.isEmpty() ? "sluice-" + pipeline : groupId;
  }

  /**
   * The same with polls that return no more than what one commit is to hold; the properties win
   * where they say how many.
   *
   * @param records one at least
   */
  public KafkaConfig withPollsOfAtMost(long records) {
    if (records >= ClientProperties.MAX_POLL_RECORDS) {
      return this;
    }
    Map<String, String> bounded = new TreeMap<>(properties);
    bounded.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Long.toString(records));
    return new KafkaConfig(
        bootstrapServers, topics, groupId, start, bounded, requestTimeout, deadLetterTopic);
  }

  static List<String> servers(Config root) {
    String key = "sluice.kafka.bootstrap-servers";
    List<String> servers = texts(root, key);
    for (String server : servers) {
      if (!server.matches("\\S+:\\d{1,5}")) {
        throw bad(key, server + " has no port", "write host:port");
      }
    }
    return servers;
  }

  private static List<String> topics(Config root) {
    String key = "sluice.kafka.topics";
    List<String> topics = texts(root, key);
    if (new HashSet<>(topics).size() < topics.size()) {
      throw bad(key, "a topic is named twice in " + topics, "name each topic once");
    }
    return topics;
  }

  private static StartPolicy policy(Config root) {
    String key = "sluice.kafka.start";
    String start = text(root, key);
    return switch (start.toLowerCase(Locale.ROOT)) {
      case "earliest" -> new StartPolicy.Earliest();
      case "latest" -> new StartPolicy.Latest();
      default -> {
        try {
          yield new StartPolicy.At(OffsetDateTime.parse(start).toInstant());
        } catch (DateTimeParseException e) {
          throw bad(
              key,
              "\"" + start + "\" is neither earliest nor latest nor a time",
              "write a time with its zone, like 2026-01-31T00:00:00Z");
        }
      }
    };
  }

  private static GapPolicy onGap(Config root) {
    String key = "sluice.kafka.on-gap";
    String policy = text(root, key);
    return switch (policy.toLowerCase(Locale.ROOT)) {
      case "stop" -> GapPolicy.STOP;
      case "skip" -> GapPolicy.SKIP;
      default -> throw bad(key, "\"" + policy + "\" is neither stop nor skip", "choose one");
    };
  }

  static Duration requestTimeout(Config root) {
    String key = "sluice.kafka.request-timeout";
    Duration timeout = read(key, () -> root.getDuration(key));
    if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw bad(key, timeout.toMillis() + " ms is out of range", "choose from 1 s to 10 minutes");
    }
    return timeout;
  }

  private static String deadLetterTopic(Config root) {
    String key = "sluice.dead-letter.topic";
    String sink = "sluice.dead-letter.sink";
    String topic = text(root, key);
    if (!root.hasPath(sink)) {
      return topic;
    }
    if (!text(root, sink).equalsIgnoreCase("topic")) {
      return "";
    }
    if (topic.isEmpty()) {
      throw bad(key, "it is empty, and " + sink + " is topic", "name the topic for dead letters");
    }
    return topic;
  }

  /** A member that waits longer than the group waits for it has lost its partitions meanwhile. */
  private static void requireShorterRevocation(Config root, Duration maxPollInterval) {
    String key = "sluice.revoke-timeout";
    if (!root.hasPath(key)) {
      return;
    }
    Duration timeout = read(key, () -> root.getDuration(key));
    if (timeout.compareTo(maxPollInterval) >= 0) {
      throw bad(
          key,
          timeout.toMillis()
              + " ms is not below Kafka's max.poll.interval.ms ("
              + maxPollInterval.toMillis()
              + " ms)",
          "shorten it, or raise max.poll.interval.ms under sluice.kafka.properties");
    }
  }

  /** Nested objects and quoted keys come to the same dotted name. */
  static Map<String, String> properties(Config root) {
    Map<String, String> properties = new TreeMap<>();
    read(PROPERTIES, () -> root.getConfig(PROPERTIES))
        .entrySet()
        .forEach(
            entry ->
                properties.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    asText(entry.getValue())));
    return properties;
  }

  private static String asText(ConfigValue value) {
    return value.unwrapped() instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value.unwrapped());
  }

  static String text(Config root, String key) {
    return read(key, () -> root.getString(key)).strip();
  }

  private static List<String> texts(Config root, String key) {
    List<String> texts =
        read(
            key,
            () ->
                root.getValue(key).valueType() == ConfigValueType.LIST
                    ? root.getStringList(key)
                    : Arrays.asList(root.getString(key).split(",", -1)));
    List<String> named = texts.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
    if (named.isEmpty()) {
      throw bad(key, "it is empty", "name one at least");
    }
    return named;
  }

  static <T> T read(String key, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigException e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION, "Cannot use " + key + ": " + e.getMessage(), "correct it", e);
    }
  }

  static SluiceException bad(String key, String cause, String hint) {
    return new SluiceException(ErrorCode.CONFIGURATION, "Cannot use " + key + ": " + cause, hint);
  }
}
