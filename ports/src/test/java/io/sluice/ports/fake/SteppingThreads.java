package io.sluice.ports.fake;

import io.sluice.ports.out.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Lanes without threads: what they are given runs when the mailbox's owner looks into the mailbox,
 * lane after lane, one piece of work each in turn. Everything is in one order, the same in every
 * run.
 */
public final class SteppingThreads implements Threads {
  private final ManualClock clock;
  private final List<Queue<Runnable>> lanes = new ArrayList<>();
  private final Queue<Runnable> posted = new ArrayDeque<>();
  private boolean held;
  private boolean closed;

  public SteppingThreads(ManualClock clock) {
    this.clock = clock;
  }

  /** Lets lanes do nothing until {@link #release}: a store that does not answer. */
  public void hold() {
    held = true;
  }

  public void release() {
    held = false;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public Executor lane(String name) {
    Queue<Runnable> lane = new ArrayDeque<>();
    lanes.add(lane);
    return lane::add;
  }

  @Override
  public Mailbox mailbox() {
    return new Mailbox() {
      @Override
      public void post(Runnable work) {
        posted.add(work);
      }

      @Override
      public boolean run(Duration atMost) {
        step();
        boolean ran = !posted.isEmpty();
        for (Runnable work = posted.poll(); work != null; work = posted.poll()) {
          work.run();
        }
        if (!ran) {
          clock.advance(atMost);
        }
        return ran;
      }
    };
  }

  private void step() {
    boolean worked = !held;
    while (worked) {
      worked = false;
      for (Queue<Runnable> lane : lanes) {
        Runnable work = lane.poll();
        if (work != null) {
          work.run();
          worked = true;
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    lanes.forEach(Queue::clear);
  }
}
