package io.sluice.bootstrap.demo;

import java.util.Locale;

/** Shows how far a demo is while it runs. */
interface ProgressDisplay extends AutoCloseable {
  /** Shows it now. */
  void show(Snapshot now);

  @Override
  void close();

  /**
   * One moment.
   *
   * @param events all there are
   * @param sent how many of them are in the topic
   * @param stored how many of them are in the table
   * @param commits log entries written by this run
   * @param perSecond events that reached the table per second of this run
   */
  record Snapshot(long events, long sent, long stored, long commits, long perSecond) {
    String line() {
      return String.format(
          Locale.ROOT,
          "%,d of %,d events in the topic, %,d in the table, %d commits, %,d events/s",
          sent,
          events,
          stored,
          commits,
          perSecond);
    }
  }
}
