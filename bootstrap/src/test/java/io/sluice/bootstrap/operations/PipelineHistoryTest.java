package io.sluice.bootstrap.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.SampleEvents;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.ports.fake.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PipelineHistoryTest {
  private final ManualClock clock = new ManualClock();
  private final PipelineHistory history = new PipelineHistory(clock);

  @Test
  void shouldCountPerSecond() {
    // When
    history.polled(12, 4_000);
    history.committed(SampleEvents.commit(8));
    history.behind(Map.of(SampleEvents.PARTITION, 5L));
    history.tick();
    history.polled(3, 100);
    Observed.Second second = history.tick();

    // Then
    assertThat(history.observed().seconds())
        .extracting(Observed.Second::polled)
        .containsExactly(12L, 3L);
    assertThat(second.rows()).isZero();
    assertThat(second.lag()).isEqualTo(OptionalLong.of(5));
  }

  @Test
  void shouldKeepTenMinutesAndNoMore() {
    // When
    history.committed(SampleEvents.commit(1));
    for (int second = 0; second < 700; second++) {
      clock.advance(Duration.ofSeconds(1));
      history.tick();
    }
    history.committed(SampleEvents.commit(2));

    // Then
    assertThat(history.observed().seconds()).hasSize(600);
    assertThat(history.observed().commits())
        .extracting(Observed.Entry::version)
        .containsExactly(2L);
    assertThat(history.observed().totals().commits()).isEqualTo(2);
  }

  @Test
  void shouldRememberWhatACommitWas() {
    // When
    history.committed(SampleEvents.commit(8));

    // Then
    Observed observed = history.observed();
    Observed.Entry commit = observed.commits().get(0);
    assertThat(commit.rows()).isEqualTo(10);
    assertThat(commit.bytes()).isEqualTo(5_000);
    assertThat(commit.freshness()).isEqualTo(Duration.ofSeconds(4));
    assertThat(observed.filesBySize()[0]).isEqualTo(1);
    assertThat(observed.columnsAdded())
        .extracting(Observed.ColumnAdded::path)
        .containsExactly("delay");
  }

  @Test
  void shouldNeverKeepAPayload() {
    // When
    history.deadLettered(
        List.of(SampleEvents.deadLetter("secret-1"), SampleEvents.deadLetter("secret-2")));

    // Then
    Observed observed = history.observed();
    assertThat(observed.deadLetters()).isEqualTo(Map.of(DeadLetterReason.TYPE_MISMATCH, 2L));
    assertThat(observed.problems().get(0).detail())
        .isEqualTo("type_mismatch, delay: expected long");
    assertThat(observed.toString()).doesNotContain("secret");
  }

  @Test
  void shouldCountWhatGoesOnFailingAsOneProblem() {
    // When
    for (int failures = 1; failures <= 4; failures++) {
      history.retrying("commit", failures, Duration.ZERO, new IOException("no\nanswer"));
    }
    history.recovered("commit");
    history.retrying("commit", 1, Duration.ZERO, new IOException("again"));

    // Then
    assertThat(history.observed().problems())
        .extracting(problem -> problem.what() + " " + problem.detail() + " " + problem.times())
        .containsExactly(
            "Failed, trying again again 1", "Works again  1", "Failed, trying again no answer 4");
  }

  @Test
  void shouldBoundTheProblems() {
    // When
    for (int number = 0; number < 200; number++) {
      history.discarded(1, Set.of(SampleEvents.PARTITION), "reason " + number + "x".repeat(2_000));
    }

    // Then
    List<Observed.Problem> problems = history.observed().problems();
    assertThat(problems).hasSize(50);
    assertThat(problems.get(0).detail()).startsWith("reason 199").hasSizeLessThan(600);
    assertThat(history.observed().totals().discarded()).isEqualTo(200);
  }

  @Test
  void shouldSayWhatWasSkipped() {
    // When
    history.skipped(SampleEvents.skip());

    // Then
    assertThat(history.observed().totals().skipped()).isEqualTo(7);
    assertThat(history.observed().problems())
        .extracting(Observed.Problem::what)
        .containsExactly("Went on without lost records");
  }
}
