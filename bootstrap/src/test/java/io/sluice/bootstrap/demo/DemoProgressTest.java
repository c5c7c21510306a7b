package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.SampleEvents;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoProgressTest {
  @TempDir private Path folder;

  private DemoProgress progress;

  @BeforeEach
  void plan() throws Exception {
    EventFile file =
        EventFile.of(Files.writeString(folder.resolve("e.ndjson"), "{}\n".repeat(112)));
    progress = new DemoProgress(EventPlan.of(file, 1));
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
    assertThat(progress.passed()).isEqualTo(112);
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
  void shouldNotCountWhatOthersSentBeyondThePlan() {
    // When
    progress.committed(SampleEvents.commit(1, 0, 500));

    // Then
    assertThat(progress.passed()).isEqualTo(112);
  }

  @Test
  void shouldWriteALineNowAndThenWhereNobodyCanRedrawOne() {
    // Given
    StringWriter out = new StringWriter();
    ProgressDisplay.Snapshot now = new ProgressDisplay.Snapshot(27_004, 5_000, 1_000, 2, 500);

    // When
    try (LineDisplay display = new LineDisplay(new PrintWriter(out, true))) {
      for (int i = 0; i < 9; i++) {
        display.show(now);
      }
    }

    // Then
    assertThat(out.toString().lines())
        .hasSize(3)
        .containsOnly(
            "5,000 of 27,004 events in the topic, 1,000 in the table, 2 commits, 500 events/s");
  }
}
