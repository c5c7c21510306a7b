package io.sluice.ports.fake;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A script of faults: each step that is run takes the next one, and works when there is none left.
 * Safe for threads.
 */
public final class FaultInjector {
  private final Deque<Fault> script = new ArrayDeque<>();
  private int steps;

  /** What happens to one step. */
  public enum Fault {
    /** It works. */
    NONE,
    /** It fails and has no effect. */
    BEFORE,
    /** It has its effect, and then fails: the answer is lost. */
    AFTER
  }

  /** Something that can fail. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  /** Adds faults to the end of the script. */
  public synchronized FaultInjector then(Fault... faults) {
    for (Fault fault : faults) {
      script.add(fault);
    }
    return this;
  }

  /** Adds the same fault so many times. */
  public synchronized FaultInjector then(int times, Fault fault) {
    for (int i = 0; i < times; i++) {
      script.add(fault);
    }
    return this;
  }

  /** Runs the step, or makes it fail, or both. */
  public void run(Step step) throws IOException {
    Fault fault = next();
    if (fault == Fault.BEFORE) {
      throw new IOException("injected fault: nothing was done");
    }
    step.run();
    if (fault == Fault.AFTER) {
      throw new IOException("injected fault: it was done, the answer is lost");
    }
  }

  /** How many steps were run or made to fail. */
  public synchronized int steps() {
    return steps;
  }

  private synchronized Fault next() {
    steps++;
    Fault fault = script.poll();
    return fault == null ? Fault.NONE : fault;
  }
}
