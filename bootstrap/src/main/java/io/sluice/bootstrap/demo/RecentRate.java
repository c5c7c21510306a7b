package io.sluice.bootstrap.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many events per second lately: from one commit to another, so that it neither swings with the
 * time since the last one nor counts what was before there was anything to read.
 */
final class RecentRate {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long WINDOW_NANOS = 10_000_000_000L;
  private static final long SHORTEST_NANOS = 1_000_000L;

  private final Deque<Mark> marks = new ArrayDeque<>();

  private record Mark(long nanos, long events) {}

  /** Events were there to be read; only the first time counts. */
  synchronized void began(long nanos) {
    if (marks.isEmpty()) {
      marks.add(new Mark(nanos, 0));
    }
  }

  /** More events are in the table. */
  synchronized void stored(long nanos, long events) {
    began(nanos);
    marks.add(new Mark(nanos, marks.getLast().events() + events));
  }

  /** The rate at this time; it sinks while nothing comes for longer than the window. */
  synchronized long perSecond(long nanos) {
    while (marks.size() > 2 && nanos - marks.getFirst().nanos() > WINDOW_NANOS) {
      marks.removeFirst();
    }
    if (marks.size() < 2) {
      return 0;
    }
    Mark first = marks.getFirst();
    Mark last = marks.getLast();
    long until = nanos - last.nanos() > WINDOW_NANOS ? nanos : last.nanos();
    long span = Math.max(SHORTEST_NANOS, until - first.nanos());
    return Math.round((last.events() - first.events()) * NANOS_PER_SECOND / span);
  }
}
