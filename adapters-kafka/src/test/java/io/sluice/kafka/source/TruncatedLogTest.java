package io.sluice.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.ports.out.RecordingListener;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Records that were read are gone from the cluster, and others may have their offsets. */
class TruncatedLogTest {
  private static final Duration NOW = Duration.ZERO;
  private static final TopicPartition ZERO = new TopicPartition("a", 0);
  private static final TopicPartition ONE = new TopicPartition("a", 1);

  private final MockConsumer<ByteBuffer, ByteBuffer> consumer = new MockConsumer<>("none");
  private final KafkaRecordSource source =
      new KafkaRecordSource(
          List.of("a"),
          within -> Map.of("a", new TopicIdentity("c", "a", "id-1", 2)),
          bytes -> consumer,
          new KafkaFailures(List.of("kafka:9092")),
          Duration.ofSeconds(1));

  @Test
  void shouldStopWhereTheLogWasTruncatedBehindWhatWasRead() {
    // Given
    subscribe();
    consumer.setPollException(
        new LogTruncationException(
            Map.of(ONE, 70L, ZERO, 50L), Map.of(ZERO, new OffsetAndMetadata(40))));

    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> source.poll(NOW))
        .withMessage(
            "Cannot go on with a-0 from offset 50: the cluster lost records that were read, from"
                + " offset 40 on")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATA_POLICY))
        .satisfies(failure -> assertThat(failure.hint()).contains("unclean leader election"));
  }

  @Test
  void shouldStopWhereNobodyKnowsFromWhereOnTheLogWasTruncated() {
    // Given
    subscribe();
    consumer.setPollException(new LogTruncationException(Map.of(ONE, 70L), Map.of()));

    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> source.poll(NOW))
        .withMessage(
            "Cannot go on with a-1 from offset 70: the cluster lost records that were read, from an"
                + " offset that it does not tell");
  }

  private void subscribe() {
    source.subscribe(new RecordingListener());
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ZERO, ONE)));
    source.poll(NOW);
  }
}
