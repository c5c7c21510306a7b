package io.sluice.kafka.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.kafka.client.KafkaFailures;
import io.sluice.ports.out.OutgoingRecord;
import io.sluice.ports.out.PublishOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KafkaEventPublisherTest {
  private static final PublishOutcome ACKNOWLEDGED = new PublishOutcome.Acknowledged();
  private static final int ROOM = 100;

  private final GatedProducer producer = new GatedProducer();
  private final KafkaFailures failures = new KafkaFailures(List.of("kafka:9092"));
  private final Reachability reachability = new Reachability();
  private final TopicWatch watch = TopicWatch.start("events", reachability, failures);
  private final KafkaEventPublisher publisher =
      new KafkaEventPublisher(
          "events",
          producer,
          watch,
          failures,
          new KafkaEventPublisher.Limits(ROOM, Duration.ofSeconds(1)));

  @BeforeEach
  void awaitFirstLook() {
    await().until(() -> publisher.trouble().isEmpty());
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void shouldAnswerWhenTheLastIsAcknowledged() {
    // Given
    CompletableFuture<PublishOutcome> answer = publish(10, 10);

    // When, Then
    producer.sent().get(1).give();
    assertThat(answer).as("with one of two acknowledged").isNotDone();
    producer.sent().get(0).give();
    assertThat(answer).isCompletedWithValue(ACKNOWLEDGED);
  }

  @Test
  void shouldNotAcknowledgeWhenOneOfThemFailed() {
    // Given
    CompletableFuture<PublishOutcome> answer = publish(10, 10);

    // When
    producer.sent().get(0).fail(new TimeoutException("Expiring 1 record(s)"));
    producer.sent().get(1).give();

    // Then
    assertThat(answer).isCompletedWithValueMatching(PublishOutcome.Unavailable.class::isInstance);
  }

  @Test
  void shouldBeOverloadedBeforeItsMemoryIsAndTakeMoreAfterwards() {
    // Given
    CompletableFuture<PublishOutcome> first = publish(60);

    // When, Then
    assertThat(publish(60)).isCompletedWithValue(new PublishOutcome.Overloaded());
    assertThat(producer.sent()).as("what is refused is not sent").hasSize(1);
    producer.sent().get(0).give();
    assertThat(first).isCompletedWithValue(ACKNOWLEDGED);
    CompletableFuture<PublishOutcome> later = publish(60);
    producer.sent().get(1).give();
    assertThat(later).isCompletedWithValue(ACKNOWLEDGED);
  }

  @Test
  void shouldSortFailuresByWhatTheSenderCanDo() {
    assertThat(outcomeOf(new BufferExhaustedException("no memory")))
        .isEqualTo(new PublishOutcome.Overloaded());
    assertThat(outcomeOf(new RecordTooLargeException("2 MB")))
        .isEqualTo(new PublishOutcome.TooLarge());
    assertThat(outcomeOf(new TopicAuthorizationException("not authorized")))
        .isInstanceOf(PublishOutcome.Refused.class);
    assertThat(outcomeOf(new TimeoutException("no answer")))
        .isInstanceOf(PublishOutcome.Unavailable.class);
  }

  @Test
  void shouldSendNoMoreAfterAFailureAtOnce() {
    // Given
    producer.failAtOnce(new BufferExhaustedException("no memory"));

    // When, Then
    assertThat(publish(10, 10, 10)).isCompletedWithValue(new PublishOutcome.Overloaded());
    assertThat(producer.sent()).hasSize(1);
  }

  @Test
  void shouldSendNothingWhileTheTopicIsAway() {
    // Given
    reachability.failure = new TimeoutException("no answer");
    await().until(() -> publisher.trouble().isPresent());

    // When, Then
    assertThat(publish(10))
        .isCompletedWithValueMatching(PublishOutcome.Unavailable.class::isInstance);
    assertThat(producer.sent()).isEmpty();
    reachability.failure = null;
    await().until(() -> publisher.trouble().isEmpty());
  }

  @Test
  void shouldCloseWhatItTookOver() {
    // When
    publisher.close();

    // Then
    assertThat(producer.closed()).isTrue();
    assertThat(reachability.closed).isTrue();
  }

  private PublishOutcome outcomeOf(RuntimeException failure) {
    producer.failAtOnce(failure);
    return publish(1).join();
  }

  private CompletableFuture<PublishOutcome> publish(int... sizes) {
    return publisher.publish(
        Arrays.stream(sizes).mapToObj(size -> new OutgoingRecord(null, new byte[size])).toList());
  }

  /** Says whether the topic can be reached, as the test wants it. */
  private static final class Reachability implements TopicWatch.Probe {
    private volatile RuntimeException failure;
    private volatile boolean closed;

    @Override
    public void ask() throws ExecutionException {
      if (failure != null) {
        throw new ExecutionException(failure);
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
