package io.sluice.bootstrap.hot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Compares how many events the two stores hold of each type in each hour. It counts and compares no
 * values: one event that is missing and another that is too many cancel each other out where they
 * are of one type and one hour.
 */
public final class Reconciliation {
  private final Lake lake;
  private final Hot hot;

  /** Compares these two. */
  public Reconciliation(LakeEvents lake, HotStore hot) {
    this(lake::counts, hot::counts);
  }

  Reconciliation(Lake lake, Hot hot) {
    this.lake = lake;
    this.hot = hot;
  }

  /** What the lake holds in a part of one hour. */
  @FunctionalInterface
  interface Lake {
    SortedMap<EventHour, LakeCount> counts(Window hour) throws IOException;
  }

  /** What the hot store holds in a part of one hour. */
  @FunctionalInterface
  interface Hot {
    SortedMap<EventHour, Long> counts(Window hour);
  }

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    void compared(int hours, int of);
  }

  /**
   * Compares hour by hour, so that it holds the events of one hour in memory, however long the
   * window is.
   *
   * @return one entry for each hour and type that a store has events of, oldest first
   */
  public List<Comparison> compare(Window window, Progress progress) throws IOException {
    List<Window> hours = window.hours();
    List<Comparison> found = new ArrayList<>();
    progress.compared(0, hours.size());
    for (int i = 0; i < hours.size(); i++) {
      compare(hours.get(i), found);
      progress.compared(i + 1, hours.size());
    }
    return found;
  }

  private void compare(Window hour, List<Comparison> found) throws IOException {
    SortedMap<EventHour, LakeCount> inLake = lake.counts(hour);
    SortedMap<EventHour, Long> inHot = hot.counts(hour);
    TreeSet<EventHour> all = new TreeSet<>(inLake.keySet());
    all.addAll(inHot.keySet());
    for (EventHour each : all) {
      LakeCount count = inLake.getOrDefault(each, LakeCount.NONE);
      found.add(
          new Comparison(each, count.events(), inHot.getOrDefault(each, 0L), count.repeats()));
    }
  }
}
