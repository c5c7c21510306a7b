package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bootstrap.runtime.GracefulStop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DemoThreadsTest {
  private final GracefulStop stop = new GracefulStop(Duration.ofSeconds(1), code -> {});
  private final CountDownLatch asked = new CountDownLatch(1);

  static Throwable[] failures() {
    return new Throwable[] {
      new IOException("io"), new IllegalStateException("defect"), new OutOfMemoryError("heap")
    };
  }

  @ParameterizedTest
  @MethodSource("failures")
  void shouldEndTheDemoWhateverAThreadFailsWith(Throwable failure) throws Exception {
    // Given
    stop.whenAsked(asked::countDown);

    // When
    try (DemoThreads threads = new DemoThreads(stop)) {
      threads.start("failing", () -> fail(failure));

      // Then
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(threads::rethrow).isSameAs(failure);
    }
  }

  @Test
  void shouldHaveNothingToThrowWhenAllIsWell() throws Exception {
    try (DemoThreads threads = new DemoThreads(stop)) {
      threads.start("idle", () -> {});
      threads.rethrow();
    }
  }

  private static void fail(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) failure;
  }
}
