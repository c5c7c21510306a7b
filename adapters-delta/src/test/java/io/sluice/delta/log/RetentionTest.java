package io.sluice.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "interval 36500 days",
        "36500 DAYS",
        "interval 5214 weeks",
        "interval 876000 hours",
        "interval 3153600000000 milliseconds",
        "interval 5214 weeks 2 days",
        "interval 0 days",
        "anything else"
      })
  void shouldTakeWhatTheEngineCanCalculateWith(String interval) {
    assertThat(Retention.isTooLong(interval)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interval 999999999 days",
        "interval 36501 days",
        "36501 Days",
        "interval 5215 weeks",
        "interval 876001 hours",
        "interval 999999999999999999999999 microseconds",
        "interval 5214 weeks 3 days"
      })
  void shouldTellWhatItCannot(String interval) {
    assertThat(Retention.isTooLong(interval)).isTrue();
  }
}
