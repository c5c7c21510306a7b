package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.ports.fake.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventPlayerTest {
  private static final int PARTITIONS = 4;
  private static final int EVENTS = 100;

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private final DemoTopic topic = new DemoTopic("nowhere:1", "flights", PARTITIONS);
  private EventPlan plan;

  @BeforeEach
  void write() throws Exception {
    String events =
        IntStream.range(0, EVENTS)
            .mapToObj(number -> "{\"event_id\":\"e" + number + "\"}")
            .collect(Collectors.joining("\n"));
    plan =
        EventPlan.of(
            EventFile.of(Files.writeString(folder.resolve("e.ndjson"), events)), PARTITIONS);
  }

  @Test
  void shouldPlanEveryEvent() {
    assertThat(plan.events()).isEqualTo(EVENTS);
    for (int i = 0; i < PARTITIONS; i++) {
      assertThat(plan.share(i)).as("share of partition %d", i).isPositive();
    }
  }

  @Test
  void shouldPlayEveryEventOnceWithItsKeyWhereItWasPlanned() throws Exception {
    // Given
    MockProducer<String, byte[]> producer = producer();
    EventPlayer player = new EventPlayer(plan, topic, OptionalInt.empty(), clock);

    // When
    player.play(producer, new long[PARTITIONS]);

    // Then
    assertThat(player.sent()).isEqualTo(EVENTS);
    assertThat(producer.history().stream().map(ProducerRecord::key)).doesNotHaveDuplicates();
    for (int i = 0; i < PARTITIONS; i++) {
      int partition = i;
      assertThat(producer.history().stream().filter(record -> record.partition() == partition))
          .hasSize((int) plan.share(partition));
    }
    assertThat(producer.history().get(0).topic()).isEqualTo("flights");
  }

  @Test
  void shouldGoOnWhereAnInterruptedRunEnded() throws Exception {
    // Given
    MockProducer<String, byte[]> whole = producer();
    new EventPlayer(plan, topic, OptionalInt.empty(), clock).play(whole, new long[PARTITIONS]);
    long[] held = {3, 0, plan.share(2), 1};

    // When
    MockProducer<String, byte[]> rest = producer();
    EventPlayer player = new EventPlayer(plan, topic, OptionalInt.empty(), clock);
    player.play(rest, held);

    // Then
    assertThat(player.sent()).isEqualTo(EVENTS - Arrays.stream(held).sum());
    for (int i = 0; i < PARTITIONS; i++) {
      List<String> all = values(whole, i);
      assertThat(values(rest, i)).isEqualTo(all.subList((int) held[i], all.size()));
    }
  }

  @Test
  void shouldKeepToARate() throws Exception {
    // Given
    EventPlayer player = new EventPlayer(plan, topic, OptionalInt.of(10), clock);
    long began = clock.monotonicNanos();

    // When
    player.play(producer(), new long[PARTITIONS]);

    // Then
    assertThat(Duration.ofNanos(clock.monotonicNanos() - began))
        .isBetween(Duration.ofMillis(9_890), Duration.ofMillis(9_910));
  }

  @Test
  void shouldSayWhatToDoWhenTheBrokerFails() {
    // Given
    MockProducer<String, byte[]> producer = producer();
    producer.sendException = new TimeoutException("no broker");

    // When / Then
    assertThatThrownBy(
            () ->
                new EventPlayer(plan, topic, OptionalInt.empty(), clock)
                    .play(producer, new long[PARTITIONS]))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void shouldNoticeAnEventThatTheBrokerRefusesLater() {
    // Given
    MockProducer<String, byte[]> producer =
        new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()) {
          @Override
          public void flush() {
            while (errorNext(new TimeoutException("too late"))) {
              // Every event is refused.
            }
          }
        };

    // When / Then
    EventPlayer player = new EventPlayer(plan, topic, OptionalInt.empty(), clock);
    assertThatThrownBy(() -> player.play(producer, new long[PARTITIONS]))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("too late");
    assertThat(player.sent()).isZero();
  }

  @Test
  void shouldStopWhenInterrupted() {
    // Given
    Thread.currentThread().interrupt();

    // When / Then
    assertThatThrownBy(
            () ->
                new EventPlayer(plan, topic, OptionalInt.empty(), clock)
                    .play(producer(), new long[PARTITIONS]))
        .isInstanceOf(InterruptedException.class);
  }

  private static MockProducer<String, byte[]> producer() {
    return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  }

  private static List<String> values(MockProducer<String, byte[]> producer, int partition) {
    List<String> values = new ArrayList<>();
    for (ProducerRecord<String, byte[]> record : producer.history()) {
      if (record.partition() == partition) {
        values.add(new String(record.value(), StandardCharsets.UTF_8));
      }
    }
    return values;
  }
}
