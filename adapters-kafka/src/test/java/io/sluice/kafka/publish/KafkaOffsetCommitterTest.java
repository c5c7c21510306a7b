package io.sluice.kafka.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class KafkaOffsetCommitterTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final TopicPartition ZERO = new TopicPartition("a", 0);
  private static final TopicPartition ONE = new TopicPartition("a", 1);

  private final List<String> calls = new ArrayList<>();
  private final List<OffsetCommitCallback> callbacks = new ArrayList<>();
  private KafkaException failure;
  private final KafkaOffsetCommitter committer =
      new KafkaOffsetCommitter(new ScriptedConsumer(), SHORT);

  @Test
  void shouldNotRepeatWhatTheGroupHas() {
    // Given
    committer.commit(Map.of(ZERO, 5L));
    callbacks.get(0).onComplete(Map.of(ZERO, new OffsetAndMetadata(5)), null);

    // When
    committer.commitLast(List.of(ZERO));

    // Then
    assertThat(calls).containsExactly("async {a-0=5}");
  }

  @Test
  void shouldRepeatTheLatestThatIsNotConfirmedOfThePartitionsThatGo() {
    // Given
    committer.commit(Map.of(ZERO, 5L));
    committer.commit(Map.of(ZERO, 6L));
    committer.commit(Map.of(ONE, 9L));
    callbacks.get(0).onComplete(Map.of(ZERO, new OffsetAndMetadata(5)), null);
    callbacks.get(1).onComplete(Map.of(), new DisconnectException());

    // When
    committer.commitLast(List.of(ZERO));
    committer.commitLast(List.of(ZERO));

    // Then
    assertThat(calls)
        .containsExactly("async {a-0=5}", "async {a-0=6}", "async {a-1=9}", "sync {a-0=6}");
  }

  @Test
  void shouldForgetWhatIsAnothersNow() {
    // Given
    committer.commit(Map.of(ZERO, 5L));

    // When
    committer.forget(List.of(ZERO));
    committer.commitLast(List.of(ZERO));

    // Then
    assertThat(calls).containsExactly("async {a-0=5}");
  }

  @Test
  void shouldNeverFail() {
    // Given
    failure = new DisconnectException("down");

    // When
    committer.commit(Map.of(ZERO, 5L));
    committer.commit(Map.of());
    committer.commitLast(List.of(ZERO));

    // Then
    assertThat(calls).containsExactly("async {a-0=5}", "sync {a-0=5}");
  }

  @Test
  void shouldHandAWakeUpBackToThePoll() {
    // Given
    committer.commit(Map.of(ZERO, 5L));
    failure = new WakeupException();

    // When
    committer.commitLast(List.of(ZERO));

    // Then
    assertThat(calls).last().isEqualTo("wakeup");
  }

  private final class ScriptedConsumer extends MockConsumer<byte[], byte[]> {
    private ScriptedConsumer() {
      super("none");
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      note("async", offsets);
      callbacks.add(callback);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      assertThat(timeout).isEqualTo(SHORT);
      note("sync", offsets);
    }

    @Override
    public synchronized void wakeup() {
      calls.add("wakeup");
    }

    private void note(String how, Map<TopicPartition, OffsetAndMetadata> offsets) {
      List<String> texts =
          offsets.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue().offset())
              .toList();
      calls.add(how + " {" + String.join(", ", texts) + "}");
      if (failure != null) {
        throw failure;
      }
    }
  }
}
