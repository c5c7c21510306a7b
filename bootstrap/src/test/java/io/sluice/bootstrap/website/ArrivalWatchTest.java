package io.sluice.bootstrap.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bootstrap.runtime.SystemClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A watch goes on, whatever its store does. */
@Timeout(60)
final class ArrivalWatchTest {
  private final Failing source = new Failing();
  private final ArrivalWatch watch = new ArrivalWatch("lake", source, new SystemClock());

  @AfterEach
  void stop() {
    watch.stop();
  }

  @Test
  void shouldOutliveErrorsExceptionsAndFailures() {
    // Given
    source.failures.add(new NoClassDefFoundError("on purpose"));
    source.failures.add(new StackOverflowError());
    source.failures.add(new IllegalStateException("on purpose"));
    source.failures.add(new IOException("on purpose"));

    // When
    watch.start();
    await().atMost(Duration.ofSeconds(20)).until(() -> source.looks.get() > 4);

    // Then
    await().atMost(Duration.ofSeconds(20)).until(() -> watch.state().holdings().isPresent());
    assertThat(source.failures).isEmpty();
  }

  @Test
  void shouldSayThatItDoesNotSeeTheStoreWhateverWentWrong() {
    // Given
    source.failures.add(new NoClassDefFoundError("on purpose"));

    // When
    watch.look();

    // Then
    assertThat(watch.state().reason()).isEqualTo("unreachable");
    assertThat(watch.seenAgo(watch.state())).isEmpty();
  }

  /** Fails in each of these ways, one after the other, and is well then. */
  private static final class Failing implements ArrivalSource {
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public Optional<Holdings> look(RecentEvents recent) throws IOException {
      looks.incrementAndGet();
      Throwable failure = failures.poll();
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException defect) {
        throw defect;
      }
      if (failure instanceof IOException away) {
        throw away;
      }
      return Optional.of(new Holdings(1, OptionalLong.empty(), Optional.empty(), Optional.empty()));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
