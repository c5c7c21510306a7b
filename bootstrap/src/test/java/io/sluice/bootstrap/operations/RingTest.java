package io.sluice.bootstrap.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RingTest {
  private final Ring<Integer> ring = new Ring<>(3);

  @Test
  void shouldKeepTheNewestOldestFirst() {
    // When
    for (int item = 1; item <= 5; item++) {
      ring.add(item);
    }

    // Then
    assertThat(ring.items()).containsExactly(3, 4, 5);
  }

  @Test
  void shouldDropWhatIsPast() {
    // Given
    ring.add(1);
    ring.add(2);

    // When
    ring.dropWhile(item -> item < 2);

    // Then
    assertThat(ring.items()).containsExactly(2);
  }
}
