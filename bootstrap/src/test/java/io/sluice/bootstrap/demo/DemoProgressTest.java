package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.SampleEvents;
import io.sluice.ports.fake.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoProgressTest {
  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private DemoProgress progress;

  @BeforeEach
  void plan() throws Exception {
    EventFile file =
        EventFile.of(Files.writeString(folder.resolve("e.ndjson"), "{}\n".repeat(112)));
    progress = new DemoProgress(EventPlan.of(file, 1), 0, clock);
  }

  @Test
  void shouldBeCompleteWhenTheTableHasPassedEveryEvent() {
    // When
    progress.reading(SampleEvents.PARTITION, 0);
    progress.committed(SampleEvents.commit(1, 0, 100));
    boolean isCompleteEarly = progress.isComplete();
    progress.committed(SampleEvents.commit(2, 100, 112));

    // Then
    assertThat(isCompleteEarly).isFalse();
    assertThat(progress.isComplete()).isTrue();
    assertThat(progress.rows()).isEqualTo(108);
    assertThat(progress.deadLetters()).isEqualTo(4);
    assertThat(progress.commits()).isEqualTo(2);
    assertThat(progress.stored()).isEqualTo(112);
  }

  @Test
  void shouldBeCompleteAtOnceWhenAnEarlierRunDidItAll() {
    // When
    progress.reading(SampleEvents.PARTITION, 112);

    // Then
    assertThat(progress.isComplete()).isTrue();
    assertThat(progress.rows()).isZero();
  }

  @Test
  void shouldSayWhatItWaitsForUntilTheFirstCommit() {
    // When
    Optional<String> atFirst = progress.state();
    progress.reading(SampleEvents.PARTITION, 0);
    Optional<String> reading = progress.state();
    progress.committed(SampleEvents.commit(1, 0, 100));

    // Then
    assertThat(atFirst).contains("joining the consumer group");
    assertThat(reading).contains("waiting for the first commit");
    assertThat(progress.state()).isEmpty();
  }

  @Test
  void shouldBeginAtWhatTheTableHoldsAlready() throws Exception {
    // Given
    EventFile file =
        EventFile.of(Files.writeString(folder.resolve("f.ndjson"), "{}\n".repeat(112)));
    DemoProgress later = new DemoProgress(EventPlan.of(file, 1), 60, clock);

    // When
    long atFirst = later.stored();
    later.committed(SampleEvents.commit(2, 60, 112));

    // Then
    assertThat(atFirst).isEqualTo(60);
    assertThat(later.stored()).isEqualTo(112);
  }

  @Test
  void shouldCountDeadLettersAsProgress() {
    // When
    progress.polled(2, 10);
    clock.advance(Duration.ofSeconds(1));
    progress.committed(SampleEvents.commit(1, 0, 2));

    // Then
    assertThat(progress.perSecond()).isEqualTo(2);
  }

  @Test
  void shouldNotCountWhatOthersSentBeyondThePlan() {
    // When
    progress.committed(SampleEvents.commit(1, 0, 500));

    // Then
    assertThat(progress.stored()).isEqualTo(112);
  }

  @Test
  void shouldWriteALineNowAndThenWhereNobodyCanRedrawOne() {
    // Given
    StringWriter out = new StringWriter();
    ProgressDisplay.Snapshot now =
        new ProgressDisplay.Snapshot(27_004, 5_000, 1_000, 2, 500, Optional.empty());

    // When
    try (LineDisplay display = new LineDisplay(new PrintWriter(out, true))) {
      for (int i = 0; i < 17; i++) {
        display.show(now);
      }
    }

    // Then
    assertThat(out.toString().lines())
        .as("a line that says nothing new is none")
        .containsExactly(
            "5,000 of 27,004 events in the topic, 1,000 in the table, 500 events/s 2 commits");
  }
}
