package io.sluice.ports.simulation;

import io.sluice.ports.simulation.Simulation.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Makes a failing run smaller for as long as it fails: fewer writers, partitions, records,
 * disturbances and faults. What is left is what it takes.
 */
final class Shrinker {
  private final SimulatedStore.Factory stores;
  private final int atMostRuns;
  private final Optional<Mechanism> without;
  private final Predicate<Outcome> fails;
  private Scenario scenario;
  private List<Faults.Strike> faults;
  private int runs;

  /**
   * @param atMostRuns how many runs it may take
   * @param without what is taken out in them
   * @param fails what a smaller run has to fail in, so that it is still an example of the same
   */
  Shrinker(
      SimulatedStore.Factory stores,
      int atMostRuns,
      Optional<Mechanism> without,
      Predicate<Outcome> fails) {
    this.stores = stores;
    this.atMostRuns = atMostRuns;
    this.without = without;
    this.fails = fails;
  }

  /** The smallest failing run that was found, with its trace. Once. */
  Outcome shrink(Outcome failed) {
    scenario = failed.scenario();
    faults = failed.struck();
    boolean smaller = true;
    while (smaller && runs < atMostRuns) {
      smaller = shrinkFaults();
      smaller |= shrinkDisturbances();
      smaller |= tryFewer(scenario.writers(), fewer -> scenario.withWriters(fewer));
      smaller |= tryFewer(scenario.partitions(), fewer -> scenario.withPartitions(fewer));
      smaller |= tryFewer(scenario.records(), fewer -> scenario.withRecords(fewer));
      smaller |= tryFewer(scenario.lanes(), fewer -> scenario.withLanes(fewer));
    }
    return run(scenario, faults, true);
  }

  private boolean shrinkFaults() {
    return shrinkList(
        faults,
        fewer -> {
          if (!fails(scenario, fewer)) {
            return false;
          }
          faults = fewer;
          return true;
        });
  }

  private boolean shrinkDisturbances() {
    return shrinkList(
        scenario.disturbances(),
        fewer -> {
          Scenario candidate = scenario.withDisturbances(fewer);
          if (!fails(candidate, faults)) {
            return false;
          }
          scenario = candidate;
          return true;
        });
  }

  /** Takes parts out, halves first, then quarters, down to one at a time. */
  private <T> boolean shrinkList(List<T> all, Accepting<T> accepts) {
    List<T> left = all;
    boolean smaller = false;
    for (int size = Math.max(1, left.size() / 2); size >= 1; size /= 2) {
      int from = 0;
      while (from < left.size()) {
        List<T> fewer = new ArrayList<>(left.subList(0, from));
        fewer.addAll(left.subList(Math.min(left.size(), from + size), left.size()));
        if (accepts.accept(fewer)) {
          left = fewer;
          smaller = true;
        } else {
          from += size;
        }
      }
    }
    return smaller;
  }

  private boolean tryFewer(int now, IntFunction<Scenario> smaller) {
    for (int fewer = 1; fewer < now; fewer = Math.max(fewer + 1, (fewer + now) / 2)) {
      Scenario candidate = smaller.apply(fewer);
      if (fails(candidate, faults)) {
        scenario = candidate;
        return true;
      }
    }
    return false;
  }

  private boolean fails(Scenario candidate, List<Faults.Strike> strikes) {
    return runs < atMostRuns && fails.test(run(candidate, strikes, false));
  }

  private Outcome run(Scenario candidate, List<Faults.Strike> strikes, boolean traced) {
    runs++;
    return new Simulation(stores, candidate, Optional.of(new HashSet<>(strikes)), without, traced)
        .run();
  }

  /** Whether a shorter list still fails. */
  private interface Accepting<T> {
    boolean accept(List<T> fewer);
  }
}
