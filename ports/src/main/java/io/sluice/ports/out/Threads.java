package io.sluice.ports.out;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The only way the application comes by concurrency, so that a test can put every step in an order
 * of its own.
 */
public interface Threads extends AutoCloseable {
  /**
   * A thread of its own that runs what it is given one after the other, in order.
   *
   * @param name for logs and thread dumps
   */
  Executor lane(String name);

  /** A queue through which lanes hand work to the thread that owns it. */
  Mailbox mailbox();

  /** Interrupts what runs, drops what waits, and waits a little for the threads to end. */
  @Override
  void close();

  /** Work for one thread. */
  interface Mailbox {
    /** Adds work; from any thread, never blocks. */
    void post(Runnable work);

    /**
     * Runs everything posted so far; when there is nothing, waits for the first.
     *
     * @param atMost how long to wait; zero to only look
     * @return whether anything ran
     */
    boolean run(Duration atMost) throws InterruptedException;
  }
}
