package io.sluice.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ClosingServiceTest {
  @Test
  void shouldCloseWhenStopped() {
    // Given
    AtomicInteger closed = new AtomicInteger();
    ClosingService service = new ClosingService(closed::incrementAndGet);

    // When
    service.start();
    service.stop();

    // Then
    assertThat(closed).hasValue(1);
  }

  @Test
  void shouldPassFailuresOn() {
    assertThatThrownBy(() -> new ClosingService(ClosingServiceTest::failUnchecked).stop())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClosingService(ClosingServiceTest::fail).stop())
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  private static void fail() throws IOException {
    throw new IOException("on purpose");
  }

  private static void failUnchecked() {
    throw new IllegalArgumentException("on purpose");
  }
}
