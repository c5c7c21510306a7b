package io.sluice.kafka.publish;

import io.sluice.kafka.client.KafkaFailures;
import io.sluice.ports.out.EventPublisher;
import io.sluice.ports.out.OutgoingRecord;
import io.sluice.ports.out.PublishOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Publishes through one idempotent producer with acks=all. The producer may not wait by itself
 * (max.block.ms = 0): it knows the topic because the {@link TopicWatch} asks it, and its memory
 * suffices because what waits is counted here.
 *
 * <p>While the watch says that the topic is away, nothing is sent: it would wait in memory only to
 * fail.
 */
public final class KafkaEventPublisher implements EventPublisher {
  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final TopicWatch watch;
  private final KafkaFailures failures;
  private final Limits limits;
  private final AtomicLong waitingBytes = new AtomicLong();

  /**
   * Takes producer and watch over, and closes them.
   *
   * @param producer one that does not block
   */
  public KafkaEventPublisher(
      String topic,
      Producer<byte[], byte[]> producer,
      TopicWatch watch,
      KafkaFailures failures,
      Limits limits) {
    this.topic = topic;
    this.producer = producer;
    this.watch = watch;
    this.failures = failures;
    this.limits = limits;
  }

  /**
   * What bounds it.
   *
   * @param waitingBytes payload that may wait for acknowledgements
   * @param deliveryTimeout after which every record is acknowledged or has failed
   */
  public record Limits(long waitingBytes, Duration deliveryTimeout) {}

  @Override
  public CompletableFuture<PublishOutcome> publish(List<OutgoingRecord> records) {
    Optional<String> trouble = watch.trouble();
    if (trouble.isPresent()) {
      return answered(new PublishOutcome.Unavailable(trouble.get()));
    }
    long bytes = records.stream().mapToLong(OutgoingRecord::bytes).sum();
    if (waitingBytes.addAndGet(bytes) > limits.waitingBytes()) {
      waitingBytes.addAndGet(-bytes);
      return answered(new PublishOutcome.Overloaded());
    }
    Delivery delivery = new Delivery("write to topic " + topic, records.size(), failures);
    for (OutgoingRecord record : records) {
      send(record, delivery);
    }
    return delivery.outcome().whenComplete((outcome, none) -> waitingBytes.addAndGet(-bytes));
  }

  private void send(OutgoingRecord record, Delivery delivery) {
    if (delivery.hasFailed()) {
      delivery.leaveOut();
      return;
    }
    try {
      // The callback is told what becomes of it, before and after it is sent.
      Future<RecordMetadata> unused =
          producer.send(new ProducerRecord<>(topic, record.key(), record.value()), delivery);
    } catch (RuntimeException e) { // whatever it is: the delivery waits for an answer
      delivery.onCompletion(null, e);
    }
  }

  private static CompletableFuture<PublishOutcome> answered(PublishOutcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  @Override
  public Optional<String> trouble() {
    return watch.trouble();
  }

  @Override
  public void close() {
    try (watch) {
      producer.close(limits.deliveryTimeout());
    }
  }
}
