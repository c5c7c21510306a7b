package io.sluice.ports.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.ports.fake.ManualClock;
import io.sluice.ports.fake.RecordedEvents;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final String WHAT = "write data files";

  private final RecordedEvents events = new RecordedEvents();
  private final Troubles troubles = new Troubles(events);
  private final Retry retry = new Retry(new ManualClock(), new SplittableRandom(1), troubles);

  @Test
  void shouldTryUntilItWorks() throws InterruptedException {
    assertThat(retry.call(WHAT, () -> false, failing(2))).contains("done");

    assertThat(events.lines())
        .containsExactly(
            "retrying " + WHAT + " after failure 1",
            "retrying " + WHAT + " after failure 2",
            "recovered " + WHAT);
    assertThat(troubles.first()).isEmpty();
  }

  @Test
  void shouldNotSayThatItWorksWhenItGivesUp() throws InterruptedException {
    assertThat(retry.call(WHAT, () -> true, failing(5))).isEmpty();

    assertThat(events.lines()).containsExactly("retrying " + WHAT + " after failure 1");
    assertThat(troubles.first()).isEmpty();
  }

  @Test
  void shouldNotTakeAnInterruptionForTrouble() {
    assertThatThrownBy(
            () ->
                retry.call(
                    WHAT,
                    () -> false,
                    () -> {
                      Thread.currentThread().interrupt();
                      throw new SluiceException(ErrorCode.TEMPORARY, "interrupted", "");
                    }))
        .isInstanceOf(InterruptedException.class);

    assertThat(events.lines()).isEmpty();
    assertThat(Thread.interrupted()).as("still interrupted").isFalse();
  }

  @Test
  void shouldNotTryAgainWhatCannotWorkLater() {
    Queue<Exception> failures =
        new ArrayDeque<>(
            List.of(
                new IOException("connection reset"),
                new SluiceException(ErrorCode.PERMISSION, "denied", "ask for it")));

    assertThatThrownBy(() -> retry.call(WHAT, () -> false, () -> fail(failures)))
        .hasMessage("denied");

    assertThat(events.lines()).containsExactly("retrying " + WHAT + " after failure 1");
    assertThat(troubles.first()).isEmpty();
  }

  @Test
  void shouldBeInTroubleUntilTheLastOfSeveralIsOutOfIt() throws InterruptedException {
    // Given another caller that fails at the same work
    retry.call(
        WHAT,
        () -> false,
        () -> {
          if (troubles.first().isEmpty()) {
            throw new IOException("no space left");
          }
          // When
          retry.call(WHAT, () -> false, failing(1));

          // Then
          assertThat(troubles.first()).hasValueSatisfying(text -> assertThat(text).contains(WHAT));
          assertThat(events.lines()).noneMatch(line -> line.startsWith("recovered"));
          return "done";
        });

    assertThat(events.lines()).endsWith("recovered " + WHAT);
    assertThat(troubles.first()).isEmpty();
  }

  private static Retry.Attempt<String> failing(int times) {
    int[] left = {times};
    return () -> {
      if (left[0]-- > 0) {
        throw new IOException("no space left");
      }
      return "done";
    };
  }

  private static String fail(Queue<Exception> failures) throws IOException {
    Exception failure = failures.remove();
    if (failure instanceof IOException e) {
      throw e;
    }
    throw (SluiceException) failure;
  }
}
