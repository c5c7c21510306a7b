package io.sluice.bootstrap.runtime;

import io.sluice.ports.out.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread of the operating system per lane. They are daemons: a lane that hangs in a store
 * cannot keep the process from ending. Work given to a lane after {@link #close} is dropped.
 */
public final class ThreadLanes implements Threads {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadLanes.class);

  private final Duration patience;
  private final List<ExecutorService> lanes = new CopyOnWriteArrayList<>();

  /**
   * Without lanes yet.
   *
   * @param patience how long {@link #close} waits for interrupted work to end
   */
  public ThreadLanes(Duration patience) {
    this.patience = patience;
  }

  @Override
  public Executor lane(String name) {
    ExecutorService lane =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(),
            work -> thread(name, work),
            new ThreadPoolExecutor.DiscardPolicy());
    lanes.add(lane);
    return lane;
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (failed, cause) ->
            LOG.atError().addKeyValue("lane", name).setCause(cause).log("Work of a lane failed"));
    return thread;
  }

  @Override
  public Mailbox mailbox() {
    return new QueueMailbox();
  }

  @Override
  public void close() {
    lanes.forEach(ExecutorService::shutdownNow);
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (ExecutorService lane : lanes) {
        if (!lane.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOG.warn("Work of a lane goes on after it was told to stop");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class QueueMailbox implements Mailbox {
    private final LinkedBlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();

    @Override
    public void post(Runnable work) {
      posted.add(work);
    }

    @Override
    public boolean run(Duration atMost) throws InterruptedException {
      Runnable first = posted.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
      if (first == null) {
        return false;
      }
      // Counted before the first runs: work that posts work must not keep the owner in here.
      int more = posted.size();
      first.run();
      for (int i = 0; i < more; i++) {
        posted.remove().run();
      }
      return true;
    }
  }
}
