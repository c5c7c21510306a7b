package io.sluice.domain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OffsetRangeTest {
  @Test
  void shouldCountItsOffsets() {
    assertThat(new OffsetRange(3, 10).length()).isEqualTo(7);
    assertThat(new OffsetRange(3, 10).isEmpty()).isFalse();
    assertThat(new OffsetRange(3, 3).isEmpty()).isTrue();
    assertThat(new OffsetRange(0, Long.MAX_VALUE).length()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldRefuseWhatIsNoRange() {
    assertThatThrownBy(() -> new OffsetRange(-1, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OffsetRange(3, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldJoinOnlyWhatTouches() {
    // Given
    OffsetRange range = new OffsetRange(3, 10);

    // Then
    assertThat(range.join(new OffsetRange(10, 12))).isEqualTo(new OffsetRange(3, 12));
    assertThatThrownBy(() -> range.join(new OffsetRange(9, 12)))
        .as("overlap: records twice")
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> range.join(new OffsetRange(11, 12)))
        .as("hole: records lost")
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldPrintAsHalfOpen() {
    assertThat(new OffsetRange(3, 10)).hasToString("[3, 10)");
  }
}
