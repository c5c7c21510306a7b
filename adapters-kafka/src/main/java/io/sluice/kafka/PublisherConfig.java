package io.sluice.kafka;

import com.typesafe.config.Config;
import io.sluice.domain.error.SluiceException;
import io.sluice.kafka.client.ClientCheck;
import io.sluice.kafka.client.ClientProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How events get into their topic: the settings under {@code sluice.ingest} that Kafka is concerned
 * with, and those of the cluster under {@code sluice.kafka}.
 *
 * @param bootstrapServers {@code host:port}, one at least
 * @param deliveryTimeout after which an event that is not acknowledged has failed; one second to
 *     two minutes
 * @param linger how long an event waits for others to travel with; up to one second
 * @param maxInFlight payload bytes that may wait for acknowledgements
 */
public record PublisherConfig(
    List<String> bootstrapServers,
    Map<String, String> properties,
    Duration requestTimeout,
    String topic,
    Duration deliveryTimeout,
    Duration linger,
    long maxInFlight) {
  private static final String TOPIC = "sluice.ingest.topic";
  private static final String DELIVERY_TIMEOUT = "sluice.ingest.delivery-timeout";
  private static final String LINGER = "sluice.ingest.linger";
  private static final String MAX_IN_FLIGHT = "sluice.ingest.max-in-flight";
  private static final long LEAST_IN_FLIGHT = 1L << 20;
  private static final long MOST_IN_FLIGHT = 1L << 30;

  public PublisherConfig {
    bootstrapServers = List.copyOf(bootstrapServers);
    properties = Map.copyOf(properties);
  }

  /**
   * Reads and checks the settings.
   *
   * @param root the whole configuration, resolved
   * @throws SluiceException CONFIGURATION, naming the key
   */
  public static PublisherConfig from(Config root) {
    PublisherConfig config =
        new PublisherConfig(
            KafkaConfig.servers(root),
            KafkaConfig.properties(root),
            KafkaConfig.requestTimeout(root),
            topic(root),
            duration(root, DELIVERY_TIMEOUT, Duration.ofSeconds(1), Duration.ofMinutes(2)),
            duration(root, LINGER, Duration.ZERO, Duration.ofSeconds(1)),
            maxInFlight(root));
    if (config.linger.compareTo(config.deliveryTimeout.dividedBy(2)) > 0) {
      throw KafkaConfig.bad(
          LINGER, "it is more than half of " + DELIVERY_TIMEOUT, "set it to 5 ms, for example");
    }
    ClientCheck.requireProducer(config.producer(config.clients()));
    return config;
  }

  ClientProperties clients() {
    return new ClientProperties(bootstrapServers, "sluice-ingest", requestTimeout, properties);
  }

  Map<String, Object> producer(ClientProperties clients) {
    return clients.publisher(deliveryTimeout, linger, maxInFlight);
  }

  private static String topic(Config root) {
    String topic = KafkaConfig.text(root, TOPIC);
    if (!topic.matches("[a-zA-Z0-9._-]{1,249}") || topic.matches("\\.{1,2}")) {
      throw KafkaConfig.bad(
          TOPIC,
          "'" + topic + "' is no name for a topic",
          "use letters, digits, '.', '_' and '-', 249 at most");
    }
    return topic;
  }

  private static Duration duration(Config root, String key, Duration least, Duration most) {
    Duration duration = KafkaConfig.read(key, () -> root.getDuration(key));
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw KafkaConfig.bad(
          key,
          duration.toMillis() + " ms is out of range",
          "choose from %d ms to %d ms".formatted(least.toMillis(), most.toMillis()));
    }
    return duration;
  }

  private static long maxInFlight(Config root) {
    long bytes = KafkaConfig.read(MAX_IN_FLIGHT, () -> root.getBytes(MAX_IN_FLIGHT));
    if (bytes < LEAST_IN_FLIGHT || bytes > MOST_IN_FLIGHT) {
      throw KafkaConfig.bad(
          MAX_IN_FLIGHT, bytes + " bytes are out of range", "choose from 1 MiB to 1 GiB");
    }
    return bytes;
  }
}
