package io.sluice.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.publish.KafkaOffsetCommitter;
import io.sluice.ports.out.RecordingListener;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RebalancesTest {
  private static final TopicPartition ZERO = new TopicPartition("a", 0);
  private static final TopicPartition ONE = new TopicPartition("a", 1);

  private final List<String> steps = new ArrayList<>();
  private final Assignment assignment = new Assignment();
  private final ScriptedConsumer consumer = new ScriptedConsumer();
  private final KafkaOffsetCommitter committer =
      new KafkaOffsetCommitter(consumer, Duration.ofSeconds(1));
  private final Rebalances rebalances =
      new Rebalances(
          consumer,
          assignment,
          committer,
          new RecordingListener() {
            @Override
            public void revoked(Set<SourcePartition> partitions) {
              steps.add("revoked " + partitions);
            }

            @Override
            public void lost(Set<SourcePartition> partitions) {
              steps.add("lost " + partitions);
            }
          });

  RebalancesTest() {
    assignment.add(List.of(ZERO, ONE));
    assignment.announce(Map.of("a", new TopicIdentity("c", "a", "id", 2)));
    committer.commit(Map.of(ZERO, 7L));
    steps.clear();
  }

  @Test
  void shouldCommitTheLastAdviceOnceTheListenerIsDone() {
    // When
    rebalances.onPartitionsRevoked(List.of(ZERO));

    // Then
    assertThat(steps).containsExactly("revoked [a-0]", "committed [a-0]");
    assertThat(assignment.all()).containsExactly(ONE);
  }

  @Test
  void shouldCommitNothingOfWhatIsLost() {
    // When
    rebalances.onPartitionsLost(List.of(ZERO));

    // Then
    assertThat(steps).containsExactly("lost [a-0]");
    assertThat(assignment.all()).containsExactly(ONE);
  }

  @Test
  void shouldSaveTheListenerFromEmptyNews() {
    // When
    rebalances.onPartitionsAssigned(List.of());
    rebalances.onPartitionsRevoked(List.of());
    rebalances.onPartitionsLost(List.of());

    // Then
    assertThat(steps).isEmpty();
  }

  private final class ScriptedConsumer extends MockConsumer<ByteBuffer, ByteBuffer> {
    private ScriptedConsumer() {
      super("none");
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      steps.add("sent " + offsets.keySet());
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      steps.add("committed " + offsets.keySet());
    }
  }
}
