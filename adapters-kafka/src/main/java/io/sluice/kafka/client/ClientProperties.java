package io.sluice.kafka.client;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The properties of the three clients: our defaults, over them the user's, over those what exactly
 * once rests on. Each client gets those of the user's that it knows, and those that none of them
 * knows (a plug-in's own).
 */
public final class ClientProperties {
  /** How many records a poll returns at most, unless the user says otherwise. */
  public static final int MAX_POLL_RECORDS = 5_000;

  /** Properties that a user may not set, each with what to do instead. */
  private static final Map<String, String> RESERVED =
      Map.ofEntries(
          Map.entry("acks", "records are always written with acks=all"),
          Map.entry("auto.offset.reset", "where reading starts is sluice.kafka.start"),
          Map.entry("bootstrap.servers", "set sluice.kafka.bootstrap-servers"),
          Map.entry("enable.auto.commit", "the table alone knows how far reading is"),
          Map.entry("enable.idempotence", "the producer is always idempotent"),
          Map.entry("group.id", "set sluice.kafka.group-id"),
          Map.entry("isolation.level", "only committed records are ever read"),
          Map.entry("key.deserializer", "records are read as bytes"),
          Map.entry("key.serializer", "records are written as bytes"),
          Map.entry("transactional.id", "records are not written in transactions"),
          Map.entry("value.deserializer", "records are read as bytes"),
          Map.entry("value.serializer", "records are written as bytes"));

  /** The operating system's, which grows with what is on its way; Kafka's own 64 KiB do not. */
  private static final int SYSTEM_RECEIVE_BUFFER = -1;

  private static final String GROUP_PROTOCOL = "group.protocol";
  private static final int LEAST_BUFFER = 32 << 20;
  private static final int PUBLISHED_BATCH = 64 << 10;

  private final List<String> bootstrapServers;
  private final String clientId;
  private final Duration requestTimeout;
  private final Map<String, String> custom;

  /**
   * @param clientId what brokers call the clients in quotas, logs and metrics
   * @param requestTimeout how long a call may take in all
   * @param custom the user's; takes precedence over our defaults
   * @throws SluiceException CONFIGURATION when they hold a property that is not the user's to set
   */
  public ClientProperties(
      List<String> bootstrapServers,
      String clientId,
      Duration requestTimeout,
      Map<String, String> custom) {
    requireAllowed(custom);
    this.bootstrapServers = List.copyOf(bootstrapServers);
    this.clientId = clientId;
    this.requestTimeout = requestTimeout;
    this.custom = Map.copyOf(custom);
  }

  private static void requireAllowed(Map<String, String> custom) {
    custom.forEach(
        (name, value) -> {
          if (RESERVED.containsKey(name)) {
            throw refused(name, RESERVED.get(name));
          }
          if (name.equals(GROUP_PROTOCOL) && !value.equalsIgnoreCase("classic")) {
            throw refused(name, "only the classic group protocol is supported");
          }
        });
  }

  private static SluiceException refused(String name, String instead) {
    return new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot use sluice.kafka.properties." + name + ": it is fixed",
        "remove it; " + instead);
  }

  public Map<String, Object> consumer(String groupId) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, SYSTEM_RECEIVE_BUFFER);
    // A misspelt topic is an error, not a new topic.
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.putAll(customOf(ConsumerConfig.configNames()));
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return properties;
  }

  public Map<String, Object> admin() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId + "-admin");
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis());
    properties.putAll(customOf(AdminClientConfig.configNames()));
    properties.putIfAbsent(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        atLeast(millis(), number(properties, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)));
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return properties;
  }

  public Map<String, Object> producer() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + "-dead-letters");
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis());
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // Up to here the topic's own limit, max.message.bytes, says what is too large.
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 128 << 20);
    properties.putAll(customOf(ProducerConfig.configNames()));
    properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeout(properties));
    // A record that does not fit into it is refused, whatever its size may be.
    properties.putIfAbsent(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        atLeast(LEAST_BUFFER, number(properties, ProducerConfig.MAX_REQUEST_SIZE_CONFIG)));
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return properties;
  }

  /**
   * Those of a producer that many requests share: it gathers records for a moment, and never blocks
   * whoever sends.
   *
   * @param deliveryTimeout after which a record that is not acknowledged has failed
   * @param waitingBytes payload that may wait at a time
   */
  public Map<String, Object> publisher(
      Duration deliveryTimeout, Duration linger, long waitingBytes) {
    Map<String, Object> properties = producer();
    int delivery = Math.toIntExact(deliveryTimeout.toMillis());
    Map<String, Object> own = new HashMap<>();
    own.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    own.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
    own.put(ProducerConfig.BATCH_SIZE_CONFIG, PUBLISHED_BATCH);
    // Twice within the delivery's time, so that one lost request is not the end.
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(millis(), delivery / 2));
    // A batch takes its whole size from the first record on, so there is more than what waits.
    own.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(2 * waitingBytes, LEAST_BUFFER));
    own.keySet().removeAll(custom.keySet());
    properties.putAll(own);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    return properties;
  }

  /** The producer refuses one that is below what waiting and one request take. */
  private int deliveryTimeout(Map<String, Object> properties) {
    long linger = number(properties, ProducerConfig.LINGER_MS_CONFIG);
    long request = number(properties, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
    return atLeast(millis(), Math.min(linger, Integer.MAX_VALUE) + request);
  }

  private static int atLeast(int least, long wanted) {
    return (int) Math.min(Math.max(least, wanted), Integer.MAX_VALUE);
  }

  /** Zero where it is none: {@link ClientCheck} refuses it by its name. */
  private static long number(Map<String, Object> properties, String name) {
    try {
      return Long.parseLong(String.valueOf(properties.get(name)).strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private int millis() {
    return Math.toIntExact(requestTimeout.toMillis());
  }

  private Map<String, String> customOf(Set<String> known) {
    Map<String, String> taken = new HashMap<>();
    custom.forEach(
        (name, value) -> {
          if (known.contains(name) || !isKnown(name)) {
            taken.put(name, value);
          }
        });
    return taken;
  }

  private static boolean isKnown(String name) {
    return ConsumerConfig.configNames().contains(name)
        || AdminClientConfig.configNames().contains(name)
        || ProducerConfig.configNames().contains(name);
  }
}
