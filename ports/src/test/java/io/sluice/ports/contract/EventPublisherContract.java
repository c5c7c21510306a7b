package io.sluice.ports.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ports.out.EventPublisher;
import io.sluice.ports.out.OutgoingRecord;
import io.sluice.ports.out.PublishOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link EventPublisher} keeps. The topic has one partition and is empty. */
@Timeout(60)
public abstract class EventPublisherContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A publisher that is ready; whoever makes it closes it. */
  protected abstract EventPublisher publisher();

  /** All records of the topic, from its beginning to its end. */
  protected abstract List<OutgoingRecord> written();

  /** How large a value is that the topic does not take. */
  protected abstract int tooLarge();

  @Test
  void shouldKeepKeysValuesAndOrder() {
    // Given
    OutgoingRecord keyed = record("k", "{\"a\":1}");
    OutgoingRecord bare = new OutgoingRecord(null, "{}".getBytes(UTF_8));

    // When
    PublishOutcome outcome = publish(keyed, bare);

    // Then
    assertThat(outcome).isEqualTo(new PublishOutcome.Acknowledged());
    List<OutgoingRecord> written = written();
    assertThat(written).hasSize(2);
    assertThat(written.get(0).key()).isEqualTo(keyed.key());
    assertThat(written.get(0).value()).isEqualTo(keyed.value());
    assertThat(written.get(1).key()).isNull();
    assertThat(written.get(1).value()).isEqualTo(bare.value());
  }

  @Test
  void shouldAcknowledgeNothingAtOnce() {
    assertThat(publish()).isEqualTo(new PublishOutcome.Acknowledged());
  }

  @Test
  void shouldSayWhatIsTooLargeAndGoOn() {
    // Given
    OutgoingRecord large = new OutgoingRecord(null, new byte[tooLarge()]);

    // When, Then
    assertThat(publish(large)).isEqualTo(new PublishOutcome.TooLarge());
    assertThat(publish(record("k", "{}"))).isEqualTo(new PublishOutcome.Acknowledged());
  }

  @Test
  void shouldPutEveryAcknowledgedRecordInOnce() {
    // Given
    int calls = 500;
    EventPublisher publisher = publisher();

    // When
    List<CompletableFuture<PublishOutcome>> answers = new ArrayList<>();
    IntStream.range(0, calls)
        .parallel()
        .mapToObj(number -> publisher.publish(List.of(record("k" + number, "v" + number))))
        .toList()
        .forEach(answers::add);

    // Then
    answers.forEach(
        answer ->
            assertThat(answer)
                .succeedsWithin(PATIENCE)
                .isEqualTo(new PublishOutcome.Acknowledged()));
    assertThat(written().stream().map(each -> new String(each.value(), UTF_8)))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, calls).mapToObj(number -> "v" + number).toList());
  }

  @Test
  void shouldHaveNoTroubleWhileItIsWell() {
    assertThat(publisher().trouble()).isEmpty();
  }

  private PublishOutcome publish(OutgoingRecord... records) {
    return publisher().publish(List.of(records)).orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static OutgoingRecord record(String key, String value) {
    return new OutgoingRecord(key.getBytes(UTF_8), value.getBytes(UTF_8));
  }
}
