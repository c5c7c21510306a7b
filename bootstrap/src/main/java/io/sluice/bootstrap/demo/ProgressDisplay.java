package io.sluice.bootstrap.demo;

import java.util.Locale;
import java.util.Optional;

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
   * @param perSecond events that reached the table per second lately
   * @param state what is said instead of a pace: what it waits for, before this run's first commit
   */
  record Snapshot(
      long events, long sent, long stored, long commits, long perSecond, Optional<String> state) {
    String line() {
      return String.format(
          Locale.ROOT,
          "%,d of %,d events in the topic, %,d in the table, %s",
          sent,
          events,
          stored,
          state.orElse(pace()));
    }

    String pace() {
      return String.format(
          Locale.ROOT,
          "%,d events/s %,d %s",
          perSecond,
          commits,
          commits == 1 ? "commit" : "commits");
    }

    long percent() {
      return events == 0 ? 100 : Math.min(100, 100 * stored / events);
    }
  }
}
