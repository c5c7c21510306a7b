package io.sluice.domain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTest {
  @Test
  void shouldBeNoneForAnEmptyRange() {
    assertThat(Gaps.of(new OffsetRange(5, 5))).isEqualTo(Gaps.NONE);
    assertThat(Gaps.of(new OffsetRange(5, 8)))
        .isEqualTo(new Gaps(3, List.of(new OffsetRange(5, 8))));
  }

  @Test
  void shouldRefuseRangesThatNameMoreThanIsCounted() {
    assertThatThrownBy(() -> new Gaps(2, List.of(new OffsetRange(5, 8))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Gaps(-1, List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldJoinRangesThatTouch() {
    // When
    Gaps sum = Gaps.of(new OffsetRange(5, 8)).plus(Gaps.of(new OffsetRange(8, 10)));

    // Then
    assertThat(sum).isEqualTo(Gaps.of(new OffsetRange(5, 10)));
  }

  @Test
  void shouldKeepRangesApartThatDoNotTouch() {
    // When
    Gaps sum = Gaps.of(new OffsetRange(5, 8)).plus(Gaps.of(new OffsetRange(9, 10)));

    // Then
    assertThat(sum).isEqualTo(new Gaps(4, List.of(new OffsetRange(5, 8), new OffsetRange(9, 10))));
  }

  @Test
  void shouldBeUnchangedByNone() {
    // Given
    Gaps gaps = Gaps.of(new OffsetRange(5, 8));

    // Then
    assertThat(gaps.plus(Gaps.NONE)).isEqualTo(gaps);
    assertThat(Gaps.NONE.plus(gaps)).isEqualTo(gaps);
  }

  @Test
  void shouldCountAllAndNameOnlyTheFirst() {
    // When
    Gaps sum = Gaps.NONE;
    for (int i = 0; i < 1_000; i++) {
      sum = sum.plus(Gaps.of(new OffsetRange(10L * i, 10L * i + 2)));
    }

    // Then
    assertThat(sum.offsets()).isEqualTo(2_000);
    assertThat(sum.ranges()).hasSize(Gaps.MAX_RANGES).startsWith(new OffsetRange(0, 2));
    assertThat(sum.ranges()).endsWith(new OffsetRange(310, 312));
  }

  @Test
  void shouldStillExtendTheLastNamedRangeWhenFull() {
    // Given
    List<OffsetRange> ranges = new ArrayList<>();
    for (int i = 0; i < Gaps.MAX_RANGES; i++) {
      ranges.add(new OffsetRange(10L * i, 10L * i + 1));
    }
    Gaps full = new Gaps(Gaps.MAX_RANGES, ranges);

    // When
    Gaps sum = full.plus(Gaps.of(new OffsetRange(311, 315)));

    // Then
    assertThat(sum.offsets()).isEqualTo(Gaps.MAX_RANGES + 4);
    assertThat(sum.ranges()).hasSize(Gaps.MAX_RANGES).endsWith(new OffsetRange(310, 315));
  }

  @Test
  void shouldNotFollowItsCallersList() {
    // Given
    List<OffsetRange> ranges = new ArrayList<>(List.of(new OffsetRange(0, 1)));
    Gaps gaps = new Gaps(1, ranges);

    // When
    ranges.clear();

    // Then
    assertThat(gaps.ranges()).hasSize(1);
  }
}
