package io.sluice.domain.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.commit.FlushPolicy.Pending;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlushPolicyTest {
  private static final Duration AGE = Duration.ofSeconds(10);
  private static final long SINCE = -5_000_000_000L;

  private final FlushPolicy policy = new FlushPolicy(100, 1_000, 5_000, AGE);

  @Test
  void shouldBeDueAtEachLimitAndNotBefore() {
    assertThat(policy.isDue(new Pending(99, 999, 0, SINCE), at(10, -1))).isFalse();
    assertThat(policy.isDue(new Pending(100, 0, 0, SINCE), at(0, 0))).as("rows").isTrue();
    assertThat(policy.isDue(new Pending(1, 1_000, 0, SINCE), at(0, 0))).as("bytes").isTrue();
    assertThat(policy.isDue(new Pending(1, 0, 0, SINCE), at(10, 0))).as("age").isTrue();
  }

  @Test
  void shouldBeFullByRowsAndBytesOnly() {
    assertThat(policy.isFull(new Pending(99, 999, 5_000, SINCE))).isFalse();
    assertThat(policy.isFull(new Pending(100, 0, 0, SINCE))).isTrue();
    assertThat(policy.isFull(new Pending(1, 1_000, 0, SINCE))).isTrue();
    assertThat(policy.isFull(new Pending(99, 500, 0, SINCE).asColumns(9.9))).isFalse();
    assertThat(policy.isFull(new Pending(99, 500, 0, SINCE).asColumns(10))).isTrue();
  }

  @Test
  void shouldNeverBeDueWithoutAnything() {
    assertThat(policy.isDue(new Pending(0, 0, 0, 0), Long.MAX_VALUE)).isFalse();
    assertThat(policy.untilDue(new Pending(0, 0, 0, 0), Long.MAX_VALUE)).isEqualTo(AGE);
  }

  @Test
  void shouldWaitLongerWithGapsAlone() {
    // Given
    Pending gaps = new Pending(0, 0, 5, SINCE);

    // Then
    assertThat(policy.isDue(gaps, at(10, 0))).as("a marker is not worth an entry").isFalse();
    assertThat(policy.isDue(gaps, at(60, -1))).isFalse();
    assertThat(policy.isDue(gaps, at(60, 0))).as("but it is in the end").isTrue();
    assertThat(policy.untilDue(gaps, at(10, 0))).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void shouldTellHowLongAgeStillTakes() {
    // Given
    Pending pending = new Pending(1, 1, 3, SINCE);

    // Then
    assertThat(policy.untilDue(pending, at(0, 0))).isEqualTo(AGE);
    assertThat(policy.untilDue(pending, at(4, 0))).isEqualTo(Duration.ofSeconds(6));
    assertThat(policy.untilDue(pending, at(10, 0))).isEqualTo(Duration.ZERO);
    assertThat(policy.untilDue(pending, at(99, 0))).as("never negative").isEqualTo(Duration.ZERO);
  }

  @Test
  void shouldSurviveTheWrapOfTheMonotonicClock() {
    // Given
    long since = Long.MAX_VALUE - 1;
    Pending pending = new Pending(1, 1, 0, since);

    // Then
    assertThat(policy.isDue(pending, since + AGE.toNanos() - 1)).isFalse();
    assertThat(policy.isDue(pending, since + AGE.toNanos())).isTrue();
  }

  @Test
  void shouldTakeDecadesForNever() {
    for (long years : new long[] {60, 290, 1_000}) {
      FlushPolicy patient =
          new FlushPolicy(
              Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(365 * years));
      assertThat(patient.isDue(new Pending(1, 1, 0, 0), at(86_400, 0))).isFalse();
      assertThat(patient.isDue(new Pending(0, 0, 1, 0), at(86_400, 0))).isFalse();
      assertThat(patient.untilDue(new Pending(0, 0, 1, 0), 0)).isPositive();
    }
  }

  @Test
  void shouldRefuseLimitsThatAreNotPositive() {
    assertThatThrownBy(() -> new FlushPolicy(0, 1, 1, AGE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FlushPolicy(1, 0, 1, AGE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FlushPolicy(1, 1, 0, AGE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FlushPolicy(1, 1, 1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FlushPolicy(1, 1, 1, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long at(long seconds, long nanos) {
    return SINCE + seconds * 1_000_000_000L + nanos;
  }
}
