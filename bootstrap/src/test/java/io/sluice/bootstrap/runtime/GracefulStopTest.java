package io.sluice.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GracefulStopTest {
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private final List<Integer> exits = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void shouldOnlyAskAtTheFirstSignal() {
    // Given
    GracefulStop stop = new GracefulStop(Duration.ofMinutes(1), exits::add);
    stop.whenAsked(asked::incrementAndGet);

    // When
    stop.signal(SIGTERM);

    // Then
    assertThat(asked).hasValue(1);
    assertThat(stop.isAsked()).isTrue();
    assertThat(stop.number()).hasValue(SIGTERM);
    assertThat(exits).isEmpty();
  }

  @Test
  void shouldCutShortAtTheSecondSignal() {
    // Given
    GracefulStop stop = new GracefulStop(Duration.ofMinutes(1), exits::add);
    stop.whenAsked(asked::incrementAndGet);

    // When
    stop.signal(SIGTERM);
    stop.signal(SIGINT);

    // Then
    assertThat(exits).containsExactly(130);
    assertThat(asked).hasValue(1);
  }

  @Test
  void shouldCutShortWhenTheTimeIsOver() {
    // Given
    GracefulStop stop = new GracefulStop(Duration.ofMillis(10), exits::add);
    stop.whenAsked(asked::incrementAndGet);

    // When
    stop.signal(SIGTERM);

    // Then
    await().until(() -> exits.equals(List.of(143)));
  }

  @Test
  void shouldEndAtOnceBeforeThereIsAnythingToStop() {
    // Given
    GracefulStop stop = new GracefulStop(Duration.ofMinutes(1), exits::add);

    // When
    stop.signal(SIGINT);

    // Then
    assertThat(exits).containsExactly(0);
  }

  @Test
  void shouldAskLateWorkAtOnce() {
    // Given
    GracefulStop stop = new GracefulStop(Duration.ofMinutes(1), exits::add);
    stop.signal(SIGINT);

    // When
    stop.whenAsked(asked::incrementAndGet);

    // Then
    assertThat(asked).hasValue(1);
  }

  @Test
  void shouldNeitherHaltNorWatchWhenAskedFromInside() {
    // Given
    GracefulStop stop = new GracefulStop(Duration.ofMillis(1), exits::add);

    // When
    stop.ask();
    stop.whenAsked(asked::incrementAndGet);
    stop.ask();

    // Then
    assertThat(asked).as("asked late, once").hasValue(1);
    assertThat(exits).isEmpty();
  }
}
