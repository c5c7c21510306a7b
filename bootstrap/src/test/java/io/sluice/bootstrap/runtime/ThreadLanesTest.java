package io.sluice.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.ports.out.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ThreadLanesTest {
  private final ThreadLanes threads = new ThreadLanes(Duration.ofMillis(500));

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void shouldRunTheWorkOfALaneInOrderOnItsOwnThread() {
    // Given
    Executor lane = threads.lane("sluice-commit");
    List<String> seen = Collections.synchronizedList(new ArrayList<>());

    // When
    for (int i = 0; i < 100; i++) {
      int number = i;
      lane.execute(() -> seen.add(Thread.currentThread().getName() + " " + number));
    }

    // Then
    await().until(() -> seen.size() == 100);
    for (int i = 0; i < 100; i++) {
      assertThat(seen.get(i)).isEqualTo("sluice-commit " + i);
    }
  }

  @Test
  void shouldKeepLanesApart() throws Exception {
    // Given
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch ran = new CountDownLatch(1);
    Executor blocked = threads.lane("blocked");
    Executor free = threads.lane("free");

    // When
    blocked.execute(() -> awaitQuietly(release));
    free.execute(ran::countDown);

    // Then
    assertThat(ran.await(5, TimeUnit.SECONDS)).as("the other lane runs").isTrue();
    release.countDown();
  }

  @Test
  void shouldGoOnWithALaneAfterAFailure() throws Exception {
    // Given
    Executor lane = threads.lane("failing");
    CountDownLatch ran = new CountDownLatch(1);

    // When
    lane.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    lane.execute(ran::countDown);

    // Then
    assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldInterruptWhatRunsAndDropWhatWaitsOnClose() {
    // Given
    Executor lane = threads.lane("busy");
    CountDownLatch started = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicBoolean waitingRan = new AtomicBoolean();
    lane.execute(
        () -> {
          started.countDown();
          interrupted.set(!awaitQuietly(new CountDownLatch(1)));
        });
    lane.execute(() -> waitingRan.set(true));
    awaitQuietly(started);

    // When
    threads.close();
    lane.execute(() -> waitingRan.set(true));

    // Then
    assertThat(interrupted).as("what runs is interrupted").isTrue();
    assertThat(waitingRan).as("what waits, and what comes later, is dropped").isFalse();
  }

  @Test
  void shouldNotWaitForeverForWorkThatIgnoresInterrupts() {
    // Given
    AtomicBoolean end = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(1);
    threads
        .lane("deaf")
        .execute(
            () -> {
              started.countDown();
              while (!end.get()) {
                Thread.onSpinWait();
              }
            });
    awaitQuietly(started);

    // When
    long before = System.nanoTime();
    threads.close();

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    end.set(true);
  }

  @Test
  void shouldRunWhatWasPostedInOrderOnTheCallersThread() throws Exception {
    // Given
    Threads.Mailbox mailbox = threads.mailbox();
    List<String> seen = new ArrayList<>();
    String caller = Thread.currentThread().getName();
    mailbox.post(() -> seen.add("first on " + Thread.currentThread().getName()));
    mailbox.post(() -> seen.add("second"));

    // When
    boolean ran = mailbox.run(Duration.ZERO);

    // Then
    assertThat(ran).isTrue();
    assertThat(seen).containsExactly("first on " + caller, "second");
    assertThat(mailbox.run(Duration.ZERO)).as("nothing is left").isFalse();
  }

  @Test
  void shouldWaitForTheFirstPost() throws Exception {
    // Given
    Threads.Mailbox mailbox = threads.mailbox();
    AtomicInteger runs = new AtomicInteger();

    // When
    threads.lane("poster").execute(() -> mailbox.post(runs::incrementAndGet));

    // Then
    assertThat(mailbox.run(Duration.ofSeconds(5))).isTrue();
    assertThat(runs).hasValue(1);
  }

  @Test
  void shouldLeaveWorkPostedByWorkForTheNextRun() throws Exception {
    // Given
    Threads.Mailbox mailbox = threads.mailbox();
    AtomicInteger runs = new AtomicInteger();
    Runnable again =
        new Runnable() {
          @Override
          public void run() {
            runs.incrementAndGet();
            mailbox.post(this);
          }
        };
    mailbox.post(again);

    // When
    mailbox.run(Duration.ZERO);

    // Then
    assertThat(runs).hasValue(1);
  }

  @Test
  void shouldKeepTheRestWhenWorkFails() throws Exception {
    // Given
    Threads.Mailbox mailbox = threads.mailbox();
    AtomicBoolean second = new AtomicBoolean();
    mailbox.post(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    mailbox.post(() -> second.set(true));

    // When
    assertThatThrownBy(() -> mailbox.run(Duration.ZERO)).hasMessage("on purpose");
    mailbox.run(Duration.ZERO);

    // Then
    assertThat(second).isTrue();
  }

  private static boolean awaitQuietly(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
