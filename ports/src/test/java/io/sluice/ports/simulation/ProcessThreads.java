package io.sluice.ports.simulation;

import io.sluice.ports.out.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/** The lanes and mailboxes of one process. */
final class ProcessThreads implements Threads {
  private final Scheduler scheduler;
  private final SimulatedProcess process;
  private final List<Lane> lanes = new ArrayList<>();

  ProcessThreads(Scheduler scheduler, SimulatedProcess process) {
    this.scheduler = scheduler;
    this.process = process;
  }

  @Override
  public Executor lane(String name) {
    Lane lane = new Lane();
    lanes.add(lane);
    return lane;
  }

  @Override
  public Mailbox mailbox() {
    return new Box();
  }

  @Override
  public void close() {
    Scheduler.requireAlive(process);
    lanes.forEach(Lane::close);
  }

  private final class Lane implements Executor {
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private Actor actor;
    private boolean closed;

    @Override
    public void execute(Runnable work) {
      if (closed) {
        return;
      }
      queue.add(work);
      if (actor == null) {
        actor = scheduler.spawn(process, this::run);
      }
    }

    private void run() {
      while (!closed) {
        Runnable work = queue.poll();
        if (work == null) {
          scheduler.await(process, () -> closed || !queue.isEmpty(), Long.MAX_VALUE);
        } else {
          scheduler.step(process);
          work.run();
        }
      }
    }

    private void close() {
      closed = true;
      queue.clear();
      if (actor != null) {
        actor.interrupt();
      }
    }
  }

  private final class Box implements Mailbox {
    private final Queue<Runnable> posted = new ArrayDeque<>();

    @Override
    public void post(Runnable work) {
      posted.add(work);
    }

    @Override
    public boolean run(Duration atMost) {
      scheduler.step(process);
      if (posted.isEmpty() && !atMost.isZero()) {
        scheduler.await(process, () -> !posted.isEmpty(), atMost.toNanos());
      }
      boolean ran = !posted.isEmpty();
      for (Runnable work = posted.poll(); work != null; work = posted.poll()) {
        work.run();
      }
      return ran;
    }
  }
}
