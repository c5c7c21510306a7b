package io.sluice.kafka.client;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Whether Kafka's clients will take their properties, found out without making one: the producer is
 * made at the first dead letter, which may be days after the start.
 */
public final class ClientCheck {
  private final ClientProperties properties;

  public ClientCheck(ClientProperties properties) {
    this.properties = properties;
  }

  /**
   * Checks the properties of the consumer and the admin client.
   *
   * @throws SluiceException CONFIGURATION, saying which cannot be used
   */
  public void requireReading() {
    try {
      consumer();
      AdminClientConfig admin = new AdminClientConfig(properties.admin());
      // Only the client itself compares them.
      requireAtLeast(
          AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
          admin.getInt(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG),
          AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
          admin.getInt(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG));
      new SaslCheck(admin).require();
    } catch (ConfigException e) {
      throw refused(e);
    }
  }

  /**
   * Checks the properties of the producer.
   *
   * @throws SluiceException CONFIGURATION, saying which cannot be used
   */
  public void requireWriting() {
    requireProducer(properties.producer());
  }

  /**
   * Checks properties that were made for a producer.
   *
   * @throws SluiceException CONFIGURATION, saying which cannot be used
   */
  public static void requireProducer(Map<String, Object> properties) {
    Map<String, Object> own = new HashMap<>(properties);
    own.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    own.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    try {
      ProducerConfig producer = new ProducerConfig(own);
      // Only the client itself compares them.
      requireAtLeast(
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          producer.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG),
          ProducerConfig.LINGER_MS_CONFIG + " + " + ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
          Math.min(producer.getLong(ProducerConfig.LINGER_MS_CONFIG), Integer.MAX_VALUE)
              + producer.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG));
      new SaslCheck(producer).require();
    } catch (ConfigException e) {
      throw refused(e);
    }
  }

  /**
   * How long a member of the group may go without a poll.
   *
   * @throws SluiceException CONFIGURATION where the consumer's properties cannot be used
   */
  public Duration maxPollInterval() {
    try {
      return Duration.ofMillis(consumer().getInt(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG));
    } catch (ConfigException e) {
      throw refused(e);
    }
  }

  private ConsumerConfig consumer() {
    Map<String, Object> own = properties.consumer("any");
    own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    own.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return new ConsumerConfig(own);
  }

  private static void requireAtLeast(String name, long value, String other, long least) {
    if (value < Math.min(least, Integer.MAX_VALUE)) {
      throw new ConfigException(
          name + " (" + value + " ms) is below " + other + " (" + least + " ms)");
    }
  }

  private static SluiceException refused(ConfigException cause) {
    return new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot use sluice.kafka.properties: " + KafkaFailures.oneLine(cause),
        "correct or remove it; what is not set there is sluice.kafka.request-timeout or Kafka's"
            + " default",
        cause);
  }
}
