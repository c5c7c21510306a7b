package io.sluice.kafka.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.kafka.publish.GatedProducer.Acknowledgement;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KafkaDeadLetterSinkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final CommitIdentity COMMIT = new CommitIdentity(UUID.randomUUID());
  private static final SourcePartition SOURCE = new SourcePartition("c", "a", "id", 0);

  private final GatedProducer producer = new GatedProducer();
  private final KafkaFailures failures = new KafkaFailures(List.of("kafka:9092"));
  private final KafkaDeadLetterSink sink =
      new KafkaDeadLetterSink("dead", () -> producer, failures);

  @Test
  void shouldWaitUntilAllAreAcknowledged() {
    // Given
    CompletableFuture<Object> stored =
        CompletableFuture.supplyAsync(() -> store(letter(1), letter(2)));
    await().until(() -> producer.sent().size() == 2);
    Acknowledgement second = producer.sent().get(1);

    // When
    producer.sent().get(0).give();
    await("the second's acknowledgement is waited for").until(second::isAwaited);
    assertThat(stored).as("with one of two acknowledged").isNotDone();
    second.give();

    // Then
    assertThat(stored).succeedsWithin(PATIENCE).isEqualTo(Optional.empty());
  }

  @Test
  void shouldFailWhenOneIsNotAcknowledged() {
    // Given
    CompletableFuture<Object> stored =
        CompletableFuture.supplyAsync(() -> store(letter(1), letter(2)));
    await().until(() -> producer.sent().size() == 2);

    // When
    producer.sent().get(0).give();
    producer.sent().get(1).fail(new NotEnoughReplicasException("only one replica"));

    // Then
    assertThat(stored)
        .succeedsWithin(PATIENCE)
        .isInstanceOf(IOException.class)
        .hasToString(
            "java.io.IOException: Cannot write dead letters to topic dead: only one replica");
  }

  @Test
  void shouldSendNoMoreAfterTheFirstFailure() {
    // Given
    producer.failAtOnce(new TimeoutException("Topic dead not present in metadata"));

    // When, Then
    assertThatIOException()
        .isThrownBy(() -> sink.store(COMMIT, List.of(letter(1), letter(2), letter(3))))
        .withMessageContaining("not present in metadata");
    assertThat(producer.sent()).as("each would block as long as the first").hasSize(1);
  }

  @Test
  void shouldNoticeWhileItSendsThatAnEarlierOneFailed() {
    // Given
    GatedProducer failingLate =
        new GatedProducer() {
          @Override
          public synchronized Future<RecordMetadata> send(
              ProducerRecord<byte[], byte[]> record, Callback callback) {
            Future<RecordMetadata> future = super.send(record, callback);
            if (sent().size() == 3) {
              sent().get(1).fail(new NotEnoughReplicasException("only one replica"));
            }
            return future;
          }
        };
    KafkaDeadLetterSink noticing = new KafkaDeadLetterSink("dead", () -> failingLate, failures);

    // When, Then
    assertThatIOException()
        .isThrownBy(
            () -> noticing.store(COMMIT, List.of(letter(1), letter(2), letter(3), letter(4))))
        .withMessageContaining("only one replica");
    assertThat(failingLate.sent()).hasSize(3);
  }

  @Test
  void shouldRefuseForGoodWhatItMayNotWrite() {
    // Given
    producer.failAtOnce(new TopicAuthorizationException("not authorized"));

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
    producer.failAtOnce(new NotEnoughReplicasException("none"));
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
        SOURCE, offset, 0, null, new byte[1], List.of(), DeadLetterReason.INVALID_JSON, "not JSON");
  }
}
