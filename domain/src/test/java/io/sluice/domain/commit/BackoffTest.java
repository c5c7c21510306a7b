package io.sluice.domain.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final double ALMOST_ONE = Math.nextDown(1.0);
  private final Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofSeconds(2));

  @ParameterizedTest
  @CsvSource({"1,10", "2,20", "3,40", "8,1280", "9,2000", "10,2000", "1000000,2000"})
  void shouldDoubleItsBoundUpToTheMost(int failures, long boundMillis) {
    assertThat(backoff.delay(failures, ALMOST_ONE))
        .isBetween(
            Duration.ofMillis(boundMillis).minusNanos(1_000), Duration.ofMillis(boundMillis));
    assertThat(backoff.delay(failures, 0.5)).isEqualTo(Duration.ofMillis(boundMillis / 2));
    assertThat(backoff.delay(failures, 0)).as("full jitter").isEqualTo(Duration.ZERO);
  }

  @Test
  void shouldTakeNoFailureForOne() {
    assertThat(backoff.delay(0, 0.5)).isEqualTo(backoff.delay(1, 0.5));
  }

  @Test
  void shouldNotOverflowWithAnyBound() {
    // Given
    Backoff long30 = new Backoff(Duration.ofDays(300), Duration.ofDays(30_000));

    // Then
    for (int failures = 1; failures < 100; failures++) {
      assertThat(long30.delay(failures, ALMOST_ONE))
          .isBetween(Duration.ofDays(299), Duration.ofDays(30_000));
    }
  }

  @Test
  void shouldRefuseBoundsThatMakeNoSense() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(-1), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
