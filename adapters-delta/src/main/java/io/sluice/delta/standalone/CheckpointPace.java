package io.sluice.delta.standalone;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where checkpoints are written, and how much of the time may go into that. A checkpoint holds the
 * whole table's state, so in a table of many files one at every tenth commit, as is the rule, would
 * cost more than all else.
 *
 * @param executor runs one at a time; ended by whom it is given to
 * @param restPerWork after a checkpoint that took a second none is begun for so many seconds,
 *     unless many were left out
 */
public record CheckpointPace(ExecutorService executor, int restPerWork) {
  private static final int TWENTIETH = 19;

  /** On a thread of its own, which rests nineteen times as long as one took. */
  public static CheckpointPace inBackground() {
    return new CheckpointPace(
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "checkpoint");
              thread.setDaemon(true);
              return thread;
            }),
        TWENTIETH);
  }
}
