package io.sluice.kafka.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.client.KafkaFailures;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KafkaDeadLetterSinkTest {
  private static final CommitIdentity COMMIT = new CommitIdentity(UUID.randomUUID());
  private static final SourcePartition SOURCE = new SourcePartition("c", "a", "id", 0);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final KafkaFailures failures = new KafkaFailures(List.of("kafka:9092"));
  private final KafkaDeadLetterSink sink =
      new KafkaDeadLetterSink("dead", () -> producer, failures);

  @Test
  void shouldWaitUntilAllAreAcknowledged() throws Exception {
    // Given
    CompletableFuture<Object> stored =
        CompletableFuture.supplyAsync(() -> store(letter(1), letter(2)));
    while (producer.history().size() < 2) {
      Thread.onSpinWait();
    }

    // When
    producer.completeNext();
    assertThat(stored).as("with one of two acknowledged").isNotDone();
    producer.completeNext();

    // Then
    assertThat(stored.get()).isEqualTo(Optional.empty());
  }

  @Test
  void shouldFailWhenOneIsNotAcknowledged() throws Exception {
    // Given
    CompletableFuture<Object> stored =
        CompletableFuture.supplyAsync(() -> store(letter(1), letter(2)));
    while (producer.history().size() < 2) {
      Thread.onSpinWait();
    }

    // When
    producer.completeNext();
    producer.errorNext(new NotEnoughReplicasException("only one replica"));

    // Then
    try {
      Object outcome = stored.get();
      assertThat(outcome)
          .isInstanceOf(IOException.class)
          .hasToString(
              "java.io.IOException: Cannot write dead letters to topic dead: only one replica");
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldRefuseForGoodWhatItMayNotWrite() {
    // Given
    producer.sendException = new TopicAuthorizationException("not authorized");

    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> sink.store(COMMIT, List.of(letter(1))))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION));
  }

  @Test
  void shouldFailWhereNoProducerCanBeMade() {
    // Given
    KafkaDeadLetterSink unmade =
        new KafkaDeadLetterSink(
            "dead",
            () -> {
              throw new KafkaException("Failed to construct kafka producer");
            },
            failures);

    // When, Then
    assertThatIOException().isThrownBy(() -> unmade.store(COMMIT, List.of(letter(1))));
    unmade.close();
  }

  @Test
  void shouldStopWaitingWhenInterrupted() {
    // Given
    Thread.currentThread().interrupt();

    // When, Then
    assertThatExceptionOfType(InterruptedIOException.class)
        .isThrownBy(() -> sink.store(COMMIT, List.of(letter(1))));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldCloseItsProducer() {
    // Given
    producer.sendException = new NotEnoughReplicasException("none");
    assertThatIOException().isThrownBy(() -> sink.store(COMMIT, List.of(letter(1))));

    // When
    sink.close();

    // Then
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void shouldMakeNoProducerAfterItIsClosed() {
    // Given
    AtomicInteger made = new AtomicInteger();
    KafkaDeadLetterSink closed =
        new KafkaDeadLetterSink(
            "dead",
            () -> {
              made.incrementAndGet();
              return producer;
            },
            failures);
    closed.close();

    // When, Then
    assertThatIOException()
        .isThrownBy(() -> closed.store(COMMIT, List.of(letter(1))))
        .withMessage("Cannot write dead letters to topic dead: it is closed");
    assertThat(made).hasValue(0);
  }

  private Object store(DeadLetter... letters) {
    try {
      return sink.store(COMMIT, List.of(letters));
    } catch (IOException e) {
      return e;
    }
  }

  private static DeadLetter letter(long offset) {
    return new DeadLetter(
        SOURCE, offset, 0, null, new byte[1], DeadLetterReason.INVALID_JSON, "not JSON");
  }
}
