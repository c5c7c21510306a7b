package io.sluice.bootstrap.hot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EventIdsTest {
  private final EventIds ids = new EventIds();

  @Test
  void shouldKnowWhatItHasSeenHoweverManyThereAre() {
    // Given: many times its first capacity
    for (int i = 0; i < 100_000; i++) {
      assertThat(ids.add("click", "event-" + i)).isTrue();
    }

    // When / Then
    for (int i = 0; i < 100_000; i++) {
      assertThat(ids.add("click", "event-" + i)).isFalse();
    }
    assertThat(ids.add("click", "event-100000")).isTrue();
  }

  @Test
  void shouldTellTypesApart() {
    assertThat(ids.add("click", "1")).isTrue();
    assertThat(ids.add("view", "1")).isTrue();
    assertThat(ids.add("clic", "k1")).isTrue();
    assertThat(ids.add("", "click1")).isTrue();
    assertThat(ids.add("view", "1")).isFalse();
  }
}
