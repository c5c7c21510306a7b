package io.sluice.bootstrap.hot;

/**
 * What the two stores hold of one type in one hour.
 *
 * @param lake different events in the lake
 * @param hot different events in the hot store
 * @param repeats rows of the lake beyond the first of an event, which the hot store does not keep
 */
public record Comparison(EventHour hour, long lake, long hot, long repeats) {
  /** Events that the hot store has more; negative where it has fewer. */
  public long difference() {
    return hot - lake;
  }

  public boolean isEqual() {
    return lake == hot;
  }
}
