package io.sluice.bootstrap.demo;

import io.sluice.bootstrap.runtime.GracefulStop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** What runs beside the pipeline; when one of them fails, the demo ends. */
final class DemoThreads implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 2_000;

  private final GracefulStop stop;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  DemoThreads(GracefulStop stop) {
    this.stop = stop;
  }

  /** Work that may fail and be interrupted. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  void start(String name, Work work) {
    Thread thread = new Thread(() -> attempt(work), "demo-" + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void attempt(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // an Error too: a demo whose player died in silence never ends
      if (failure.compareAndSet(null, e)) {
        stop.ask();
      }
    }
  }

  /** Waits for all of them to end by themselves, but no longer than that. */
  void join(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Thread thread : threads) {
      long left = Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
      thread.join(left);
    }
  }

  /** Throws what a thread failed with, if one did. */
  void rethrow() throws IOException {
    Throwable failed = failure.get();
    if (failed instanceof IOException e) {
      throw e;
    }
    if (failed instanceof RuntimeException e) {
      throw e;
    }
    if (failed instanceof Error e) {
      throw e;
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
