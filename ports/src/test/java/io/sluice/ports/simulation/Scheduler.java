package io.sluice.ports.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Time and order of one simulated world. Of all threads one runs at a time; at every call out of a
 * process the seed decides who is next. Time is virtual: it moves when everybody waits.
 */
final class Scheduler {
  /** Threads are made once and used by run after run. */
  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "simulated");
            thread.setDaemon(true);
            return thread;
          });

  private final SplittableRandom random;
  private final List<Actor> actors = new ArrayList<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::sequence));
  private final Actor driver = new Actor(null, () -> {});
  private Actor running = driver;
  private Actor[] due = new Actor[16];
  private long nanos;
  private long steps;
  private long sequence;
  private long endNanos;
  private long maxSteps;
  private boolean overrun;
  private RuntimeException eventFailure;

  Scheduler(long seed) {
    random = new SplittableRandom(seed);
  }

  long nanos() {
    return nanos;
  }

  /** Whether the calling thread is the one whose turn it is. */
  boolean isOnTurn() {
    return running.isCurrentThread();
  }

  long steps() {
    return steps;
  }

  /** Has something happen at a time, whatever the processes do. It must not wait. */
  void at(long atNanos, Runnable work) {
    events.add(new Event(Math.max(atNanos, nanos), sequence++, work));
  }

  /** Adds a thread to a process. */
  Actor spawn(SimulatedProcess process, Runnable body) {
    Actor[] self = new Actor[1];
    self[0] = new Actor(process, () -> runToEnd(self[0], body));
    self[0].waitFor(nanos, Scheduler::never, false);
    actors.add(self[0]);
    return self[0];
  }

  private void runToEnd(Actor actor, Runnable body) {
    try {
      body.run();
    } catch (Killed e) {
      // Its process was killed, which is an end like any other here.
    } finally {
      actors.remove(actor);
      pass(actor);
    }
  }

  /**
   * Runs until nothing is left to do. On the thread that made this.
   *
   * @return false when it was not done within the bounds
   */
  boolean run(long untilNanos, long atMostSteps) {
    endNanos = untilNanos;
    maxSteps = atMostSteps;
    driver.adoptCurrentThread();
    pass(driver);
    if (eventFailure != null) {
      throw eventFailure;
    }
    return !overrun;
  }

  /** A place where another thread may run first. */
  void step(SimulatedProcess process) {
    requireAlive(process);
    steps++;
    if (random.nextInt(3) == 0) {
      running.waitFor(nanos, Scheduler::never, false);
      pass(running);
      requireAlive(process);
    }
  }

  /** Waits, whoever interrupts: a request on its way. */
  void work(SimulatedProcess process, long forNanos) {
    await(process, Scheduler::never, forNanos);
  }

  /** Waits for a condition, at most so long. */
  void await(SimulatedProcess process, BooleanSupplier ready, long atMostNanos) {
    requireAlive(process);
    running.waitFor(later(atMostNanos), ready, false);
    pass(running);
    requireAlive(process);
  }

  void sleep(SimulatedProcess process, long forNanos) throws InterruptedException {
    requireAlive(process);
    running.waitFor(later(forNanos), Scheduler::never, true);
    pass(running);
    requireAlive(process);
    if (running.takeInterrupt()) {
      throw new InterruptedException();
    }
  }

  private long later(long byNanos) {
    return byNanos > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : nanos + byNanos;
  }

  static void requireAlive(SimulatedProcess process) {
    if (process.isKilled()) {
      throw new Killed();
    }
  }

  /** Gives the turn to whoever is next; comes back when it is this one's again. */
  private void pass(Actor from) {
    Actor next = choose();
    running = next;
    if (next == from) {
      return;
    }
    boolean hasEnded = from != driver && !actors.contains(from);
    next.resume(POOL);
    if (!hasEnded) {
      from.awaitTurn();
    }
  }

  private Actor choose() {
    while (true) {
      if (!overrun && (nanos > endNanos || ++steps > maxSteps)) {
        overrun = true;
        killAll();
      }
      fireEvents();
      int count = findDue();
      if (count > 0) {
        return due[random.nextInt(count)];
      }
      if (actors.isEmpty() && (events.isEmpty() || overrun)) {
        return driver;
      }
      advance();
    }
  }

  private void fireEvents() {
    while (!overrun && !events.isEmpty() && events.peek().atNanos() <= nanos) {
      try {
        events.remove().work().run();
      } catch (RuntimeException e) {
        eventFailure = e;
        overrun = true;
        killAll();
      }
    }
  }

  private int findDue() {
    actors.removeIf(actor -> actor.process().isKilled() && !actor.isStarted());
    if (due.length < actors.size()) {
      due = new Actor[actors.size() * 2];
    }
    int count = 0;
    for (int i = 0; i < actors.size(); i++) {
      Actor actor = actors.get(i);
      if (actor.isDue(nanos)) {
        due[count++] = actor;
      }
    }
    return count;
  }

  private void advance() {
    long next = events.isEmpty() ? Long.MAX_VALUE : events.peek().atNanos();
    for (int i = 0; i < actors.size(); i++) {
      next = Math.min(next, actors.get(i).nextLookNanos(nanos));
    }
    if (next == Long.MAX_VALUE) {
      overrun = true; // everybody waits for somebody
      killAll();
    } else {
      nanos = Math.max(next, nanos + 1);
    }
  }

  private static boolean never() {
    return false;
  }

  private void killAll() {
    actors.forEach(actor -> actor.process().kill(nanos));
  }

  private record Event(long atNanos, long sequence, Runnable work) {}
}
