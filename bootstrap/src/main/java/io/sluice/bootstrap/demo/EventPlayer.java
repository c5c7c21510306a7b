package io.sluice.bootstrap.demo;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.ports.out.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays a file's events into a topic, those that the topic does not have yet. */
final class EventPlayer {
  private static final double NANOS_PER_SECOND = 1e9;

  private final EventPlan plan;
  private final DemoTopic topic;
  private final OptionalInt rate;
  private final Clock clock;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicReference<KafkaException> failure = new AtomicReference<>();
  private long handed;

  /**
   * @param rate events per second; empty for as fast as it goes
   */
  EventPlayer(EventPlan plan, DemoTopic topic, OptionalInt rate, Clock clock) {
    this.plan = plan;
    this.topic = topic;
    this.rate = rate;
    this.clock = clock;
  }

  /** Idempotent, so that a partition gets its share in order and nothing twice. */
  static Producer<String, byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "enable.idempotence", "true",
            "acks", "all",
            "linger.ms", "5"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  /**
   * Plays to the end of the file.
   *
   * @param held how many events each partition has already
   */
  void play(Producer<String, byte[]> producer, long[] held)
      throws IOException, InterruptedException {
    long[] seen = new long[plan.partitions()];
    long began = clock.monotonicNanos();
    try {
      plan.file()
          .forEach(
              (index, event) -> {
                Optional<String> key = EventFile.key(event);
                int partition = EventPlan.partition(key, index, plan.partitions());
                if (seen[partition]++ >= held[partition]) {
                  pace(began);
                  send(producer, partition, key, event);
                }
              });
      producer.flush();
      if (failure.get() != null) {
        throw failure.get();
      }
    } catch (KafkaException e) {
      throw new SluiceException(
          ErrorCode.UNAVAILABLE,
          "Cannot play events into topic " + topic.name() + ": " + e.getMessage(),
          "run the demo again: it goes on where it ended",
          e);
    }
  }

  private void send(
      Producer<String, byte[]> producer, int partition, Optional<String> key, byte[] event) {
    KafkaException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic.name(), partition, key.orElse(null), event),
            (metadata, cause) -> answered(cause));
    handed++;
  }

  private void answered(Exception cause) {
    if (cause == null) {
      sent.incrementAndGet();
    } else {
      failure.compareAndSet(null, new KafkaException(cause.getMessage(), cause));
    }
  }

  private void pace(long began) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (rate.isPresent()) {
      long due = began + (long) (handed * NANOS_PER_SECOND / rate.getAsInt());
      long wait = due - clock.monotonicNanos();
      if (wait > 0) {
        clock.sleep(Duration.ofNanos(wait));
      }
    }
  }

  /** How many events the broker has taken so far. */
  long sent() {
    return sent.get();
  }
}
