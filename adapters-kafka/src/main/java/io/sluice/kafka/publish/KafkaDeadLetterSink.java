package io.sluice.kafka.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.DeadLetter;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.ports.out.DeadLetterSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Keeps dead letters in a topic: key, value and headers as they were, the rest in headers after
 * them. At least once: a repeated call writes them again, told by topic id, partition and offset.
 * The first that fails ends the call.
 *
 * <p>What a repetition cannot mend (no permission, a record too large for the topic) is a {@link
 * SluiceException}.
 */
public final class KafkaDeadLetterSink implements DeadLetterSink, AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final String topic;
  private final Supplier<Producer<byte[], byte[]>> newProducer;
  private final KafkaFailures failures;
  private Producer<byte[], byte[]> producer;
  private boolean closed;

  /**
   * @param newProducer called once at most, at the first dead letter
   */
  public KafkaDeadLetterSink(
      String topic, Supplier<Producer<byte[], byte[]>> newProducer, KafkaFailures failures) {
    this.topic = topic;
    this.newProducer = newProducer;
    this.failures = failures;
  }

  @Override
  public Optional<String> store(CommitIdentity id, List<DeadLetter> deadLetters)
      throws IOException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(deadLetters.size());
    AtomicReference<Exception> failure = new AtomicReference<>();
    Callback noteFailure = (metadata, cause) -> failure.compareAndSet(null, cause);
    try {
      Producer<byte[], byte[]> open = producer();
      for (DeadLetter deadLetter : deadLetters) {
        sent.add(open.send(toRecord(deadLetter), noteFailure));
        // The next one may block as long as this one did before it failed.
        if (failure.get() != null) {
          throw failed(failure.get());
        }
      }
      for (Future<RecordMetadata> acknowledged : sent) {
        acknowledged.get();
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (ExecutionException | KafkaException e) {
      throw failed(e);
    }
    return Optional.empty();
  }

  private IOException interrupted(Exception cause) {
    InterruptedIOException failure =
        new InterruptedIOException("interrupted while writing dead letters to topic " + topic);
    failure.initCause(cause);
    return failure;
  }

  private IOException failed(Exception cause) {
    SluiceException failure = failures.describe("write dead letters to topic " + topic, cause);
    if (failure.code() == ErrorCode.UNAVAILABLE || failure.code() == ErrorCode.TEMPORARY) {
      return new IOException(failure.getMessage(), cause);
    }
    throw failure;
  }

  private ProducerRecord<byte[], byte[]> toRecord(DeadLetter deadLetter) {
    Headers headers = new RecordHeaders();
    // Before ours: a reader who asks for the last of a name then gets ours.
    deadLetter.headers().forEach(header -> headers.add(header.name(), header.value()));
    put(headers, "reason", deadLetter.reason().name());
    put(headers, "detail", deadLetter.detail());
    put(headers, "cluster", deadLetter.partition().clusterId());
    put(headers, "topic", deadLetter.partition().topic());
    put(headers, "topic-id", deadLetter.partition().topicId());
    put(headers, "partition", Integer.toString(deadLetter.partition().partition()));
    put(headers, "offset", Long.toString(deadLetter.offset()));
    put(headers, "timestamp", Long.toString(deadLetter.timestamp()));
    // The time of writing, not the original's: retention would delete an old record at once.
    return new ProducerRecord<>(topic, null, null, deadLetter.key(), deadLetter.value(), headers);
  }

  private static void put(Headers headers, String name, String value) {
    headers.add("sluice." + name, value.getBytes(UTF_8));
  }

  private synchronized Producer<byte[], byte[]> producer() throws IOException {
    if (closed) {
      throw new IOException("Cannot write dead letters to topic " + topic + ": it is closed");
    }
    if (producer == null) {
      producer = newProducer.get();
    }
    return producer;
  }

  /** Lets the producer send what it still holds, for a short time. */
  @Override
  public synchronized void close() {
    closed = true;
    if (producer != null) {
      producer.close(CLOSE_WITHIN);
    }
  }
}
