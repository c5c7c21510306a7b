package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.hot.Comparison;
import java.util.List;
import java.util.Locale;

/**
 * All comparisons in a few numbers.
 *
 * @param compared hours and types
 * @param differing how many of them differ
 * @param onlyInLake events by which the lake has more, where it has more
 * @param onlyInHot events by which the hot store has more, where it has more
 * @param repeats rows of the lake beyond the first of an event
 */
record ReconcileTotals(
    long compared,
    long differing,
    long lake,
    long hot,
    long onlyInLake,
    long onlyInHot,
    long repeats) {
  static ReconcileTotals of(List<Comparison> found) {
    return new ReconcileTotals(
        found.size(),
        found.stream().filter(each -> !each.isEqual()).count(),
        found.stream().mapToLong(Comparison::lake).sum(),
        found.stream().mapToLong(Comparison::hot).sum(),
        found.stream().mapToLong(each -> Math.max(0, -each.difference())).sum(),
        found.stream().mapToLong(each -> Math.max(0, each.difference())).sum(),
        found.stream().mapToLong(Comparison::repeats).sum());
  }

  /** How much they differ, for a message. */
  String difference() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d hours and types differ; %,d more in the lake, %,d more in the hot store",
        differing,
        compared,
        onlyInLake,
        onlyInHot);
  }
}
