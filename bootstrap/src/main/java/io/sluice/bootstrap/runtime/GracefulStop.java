package io.sluice.bootstrap.runtime;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SIGTERM and SIGINT do. The first asks the work to end and gives it a time for that; when the
 * time is over, or at a second signal, the process ends with 128 plus the signal's number, 143 or
 * 130. Before there is anything to stop, a signal ends the process at once, with 0: nothing is
 * lost.
 */
public final class GracefulStop {
  private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);
  private static final int CUT_SHORT = 128;

  private final Duration grace;
  private final IntConsumer halt;
  private final AtomicBoolean signalled = new AtomicBoolean();
  private volatile Runnable stop;
  private volatile int number;

  /**
   * Nothing was asked yet.
   *
   * @param grace how long the work may take to end
   * @param halt ends the process with an exit code, at once
   */
  public GracefulStop(Duration grace, IntConsumer halt) {
    this.grace = grace;
    this.halt = halt;
  }

  /**
   * Says what asks the work to end; it must not block. When a signal came in before, it is asked
   * now.
   */
  public void whenAsked(Runnable action) {
    stop = action;
    if (signalled.get()) {
      action.run();
    }
  }

  /** Handles a signal of that number. */
  public void signal(int number) {
    if (!signalled.compareAndSet(false, true)) {
      halt.accept(CUT_SHORT + number);
      return;
    }
    this.number = number;
    Runnable action = stop;
    if (action == null) {
      halt.accept(0);
      return;
    }
    LOG.atInfo().addKeyValue("within", grace).log("Stopping");
    watch(number);
    action.run();
  }

  /** Asks the work to end from inside the process; it may take its time. */
  public void ask() {
    Runnable action = stop;
    if (signalled.compareAndSet(false, true) && action != null) {
      action.run();
    }
  }

  /** Whether anybody asked. */
  public boolean isAsked() {
    return signalled.get();
  }

  /** The number of the signal that asked; empty where none did. */
  public OptionalInt number() {
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private void watch(int number) {
    Thread watch =
        new Thread(
            () -> {
              try {
                Thread.sleep(grace.toMillis());
                halt.accept(CUT_SHORT + number);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "sluice-stop-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
