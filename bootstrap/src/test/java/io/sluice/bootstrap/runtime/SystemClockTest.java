package io.sluice.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

final class SystemClockTest {
  private final SystemClock clock = new SystemClock();

  @Test
  void shouldSleepAtLeastAsLongAsAsked() throws Exception {
    // Given
    long before = clock.monotonicNanos();

    // When
    clock.sleep(Duration.ofMillis(20));

    // Then
    assertThat(clock.monotonicNanos() - before).isGreaterThanOrEqualTo(19_000_000);
  }

  @Test
  void shouldTellTheTimeOfDay() {
    assertThat(clock.now()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
  }

  @Test
  void shouldLetASleeperBeInterrupted() {
    // Given
    Thread.currentThread().interrupt();

    // When / Then
    assertThatThrownBy(() -> clock.sleep(Duration.ofMinutes(1)))
        .isInstanceOf(InterruptedException.class);
  }
}
