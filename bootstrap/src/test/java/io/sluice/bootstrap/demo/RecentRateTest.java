package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecentRateTest {
  private static final long SECOND = 1_000_000_000L;

  private final RecentRate rate = new RecentRate();

  @Test
  void shouldCountFromTheFirstEventNotFromTheStartOfTheProcess() {
    // When
    rate.began(60 * SECOND);
    rate.stored(62 * SECOND, 4_000);

    // Then
    assertThat(rate.perSecond(62 * SECOND)).isEqualTo(2_000);
  }

  @Test
  void shouldNotSwingBetweenCommits() {
    // When
    rate.began(0);
    rate.stored(2 * SECOND, 4_000);
    rate.stored(4 * SECOND, 4_000);

    // Then
    assertThat(rate.perSecond(4 * SECOND)).isEqualTo(2_000);
    assertThat(rate.perSecond(5 * SECOND)).isEqualTo(2_000);
  }

  @Test
  void shouldForgetWhatIsLongAgo() {
    // When
    rate.began(0);
    for (int second = 1; second <= 60; second++) {
      rate.stored(second * SECOND, second <= 40 ? 10_000 : 100);
    }

    // Then
    assertThat(rate.perSecond(60 * SECOND)).isEqualTo(100);
  }

  @Test
  void shouldSinkWhileNothingComes() {
    // When
    rate.began(0);
    rate.stored(2 * SECOND, 4_000);

    // Then
    assertThat(rate.perSecond(40 * SECOND)).isEqualTo(100);
  }

  @Test
  void shouldBeZeroBeforeTheFirstCommit() {
    // When
    rate.began(0);

    // Then
    assertThat(rate.perSecond(9 * SECOND)).isZero();
  }
}
