package io.sluice.kafka.publish;

import io.sluice.domain.error.SluiceException;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.ports.out.PublishOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Gathers the answers to records that were published together into one outcome. */
final class Delivery implements Callback {
  private final String what;
  private final KafkaFailures failures;
  private final AtomicInteger unanswered;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final CompletableFuture<PublishOutcome> outcome = new CompletableFuture<>();

  /**
   * @param what the thing that is done, as in "Cannot write to topic a"
   */
  Delivery(String what, int records, KafkaFailures failures) {
    this.what = what;
    this.failures = failures;
    this.unanswered = new AtomicInteger(records);
    if (records == 0) {
      outcome.complete(new PublishOutcome.Acknowledged());
    }
  }

  CompletableFuture<PublishOutcome> outcome() {
    return outcome;
  }

  boolean hasFailed() {
    return failure.get() != null;
  }

  /** A record that is not sent, because one before it failed. */
  void leaveOut() {
    answered();
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception cause) {
    if (cause != null) {
      failure.compareAndSet(null, cause);
    }
    answered();
  }

  /** Answers for the last one: what is still on its way counts against the memory until then. */
  private void answered() {
    if (unanswered.decrementAndGet() == 0) {
      outcome.complete(
          failure.get() == null ? new PublishOutcome.Acknowledged() : outcome(failure.get()));
    }
  }

  private PublishOutcome outcome(Exception cause) {
    if (cause instanceof BufferExhaustedException) {
      return new PublishOutcome.Overloaded();
    }
    if (cause instanceof RecordTooLargeException) {
      return new PublishOutcome.TooLarge();
    }
    SluiceException described = failures.describe(what, cause);
    return switch (described.code()) {
      case UNAVAILABLE, TEMPORARY -> new PublishOutcome.Unavailable(described.getMessage());
      default -> new PublishOutcome.Refused(described.getMessage());
    };
  }
}
