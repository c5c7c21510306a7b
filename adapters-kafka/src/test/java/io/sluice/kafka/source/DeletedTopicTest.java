package io.sluice.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.ports.out.RecordingListener;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** One of two topics is deleted while they are read, and not created again. */
class DeletedTopicTest {
  private static final Duration NOW = Duration.ZERO;
  private static final TopicPartition A = new TopicPartition("a", 0);
  private static final TopicPartition B = new TopicPartition("b", 0);

  private final MockConsumer<ByteBuffer, ByteBuffer> consumer = new MockConsumer<>("none");
  private final RecordingListener listener = new RecordingListener();
  private final Map<String, TopicIdentity> identities =
      new HashMap<>(
          Map.of(
              "a", new TopicIdentity("c", "a", "id-1", 1),
              "b", new TopicIdentity("c", "b", "id-2", 1)));
  private MetadataWatch watch;

  private final KafkaRecordSource source =
      new KafkaRecordSource(
          List.of("a", "b"),
          within -> Map.copyOf(identities),
          values -> {
            watch = (MetadataWatch) values;
            return consumer;
          },
          new KafkaFailures(List.of("kafka:9092")),
          Duration.ofSeconds(1));

  @Test
  void shouldStopAndNameHowFarItWasRead() {
    // Given
    subscribe(A, B);
    source.seek(new SourcePartition("c", "b", "id-2", 0), 5);

    // When
    identities.remove("b");
    watch.onUpdate(new ClusterResource("c"));

    // Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> source.poll(NOW))
        .withMessage(
            "Cannot go on with topic b: it was deleted while it was read; b-0 was read up to offset"
                + " 5, and none of it is left")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATA_POLICY));
  }

  @Test
  void shouldNameHowFarItWasReadWhereTheGroupHasAlreadyGivenItUp() {
    // Given
    subscribe(A, B);
    source.seek(new SourcePartition("c", "b", "id-2", 0), 5);

    // When
    identities.remove("b");
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(A));
          watch.onUpdate(new ClusterResource("c"));
        });

    // Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> source.poll(NOW))
        .withMessage(
            "Cannot go on with topic b: it was deleted while it was read; b-0 was read up to offset"
                + " 5 before it was given up, and none of it is left");
  }

  @Test
  void shouldStopWhereAnotherMemberHasItsPartitions() {
    // Given
    subscribe(A);

    // When
    identities.remove("b");
    watch.onUpdate(new ClusterResource("c"));

    // Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> source.poll(NOW))
        .withMessage("Cannot go on with topic b: it was deleted while it was read")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATA_POLICY));
  }

  private void subscribe(TopicPartition... assigned) {
    source.subscribe(listener);
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(assigned)));
    source.poll(NOW);
  }
}
