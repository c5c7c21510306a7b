package io.sluice.ports.application;

import io.sluice.ports.out.Threads;
import java.util.function.Consumer;

/** What every lane does with work that fails: the thread that owns the mailbox hears of it. */
final class Lanes {
  private Lanes() {}

  static Runnable guarded(Work work, Threads.Mailbox mailbox, Consumer<Throwable> failed) {
    return () -> {
      try {
        work.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Throwable e) { // an Error too: a lane that dies in silence is a pipeline that hangs
        mailbox.post(() -> failed.accept(e));
      }
    };
  }
}
