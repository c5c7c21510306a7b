package io.sluice.ports.simulation;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One thread of the simulated world. It is a real thread that only runs while it is its turn, so
 * that code that blocks can be simulated as it is.
 */
final class Actor {
  private final SimulatedProcess process;
  private final Runnable body;
  private Thread thread;
  private volatile boolean turn;
  private boolean started;
  private long wakeAtNanos;
  private BooleanSupplier ready = () -> false;
  private boolean interruptible;
  private boolean interrupted;

  /**
   * @param process null for the thread that drives the simulation
   */
  Actor(SimulatedProcess process, Runnable body) {
    this.process = process;
    this.body = body;
  }

  SimulatedProcess process() {
    return process;
  }

  boolean isStarted() {
    return started;
  }

  /** Blocks it until a time or a condition. */
  void waitFor(long untilNanos, BooleanSupplier condition, boolean canBeInterrupted) {
    wakeAtNanos = untilNanos;
    ready = condition;
    interruptible = canBeInterrupted;
  }

  boolean isDue(long nowNanos) {
    if (process.isKilled()) {
      return true;
    }
    return !process.isFrozen(nowNanos)
        && (nowNanos >= wakeAtNanos || (interruptible && interrupted) || ready.getAsBoolean());
  }

  /** When time alone may make it due. */
  long nextLookNanos(long nowNanos) {
    return process.isFrozen(nowNanos) ? process.frozenUntilNanos() : wakeAtNanos;
  }

  void interrupt() {
    interrupted = true;
  }

  boolean takeInterrupt() {
    boolean was = interrupted;
    interrupted = false;
    return was;
  }

  void adoptCurrentThread() {
    thread = Thread.currentThread();
    started = true;
  }

  boolean isCurrentThread() {
    return thread == Thread.currentThread();
  }

  /** Gives it the turn; begins it on a thread of the pool where it has none. */
  void resume(Executor pool) {
    if (!started) {
      started = true;
      pool.execute(
          () -> {
            thread = Thread.currentThread();
            body.run();
          });
    } else {
      turn = true;
      LockSupport.unpark(thread);
    }
  }

  /** Waits for its turn. On its own thread. */
  void awaitTurn() {
    while (!turn) {
      LockSupport.park(this);
    }
    turn = false;
  }
}
