package io.sluice.process;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes records to a topic, in order; closing it fails when one of them did not arrive. */
final class TopicWriter implements AutoCloseable {
  /**
   * One request at a time: a partition that is still being made may refuse the first batch and take
   * the second, and after that the first never more.
   */
  private static final Map<String, Object> SETTINGS =
      Map.of("linger.ms", 5, "max.in.flight.requests.per.connection", 1);

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  TopicWriter(EmbeddedBroker broker, String topic) {
    this.topic = topic;
    this.producer = broker.producer(SETTINGS);
  }

  /** Does not wait. */
  void write(int partition, byte[] key, byte[] value) {
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic, partition, key, value),
            (metadata, refused) -> failure.compareAndSet(null, refused));
  }

  @Override
  public void close() {
    producer.close();
    if (failure.get() != null) {
      throw new IllegalStateException("cannot write to " + topic, failure.get());
    }
  }
}
