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
  private static final int MAX_RUNS = 1_500;

  private final Optional<Mechanism> without;
  private final Predicate<Outcome> fails;
  private Scenario scenario;
  private List<Faults.Strike> faults;
  private int runs;

  private Shrinker(Outcome failed, Optional<Mechanism> without, Predicate<Outcome> fails) {
    this.without = without;
    this.fails = fails;
    this.scenario = failed.scenario();
    this.faults = failed.struck();
  }

  /**
   * The smallest failing run that was found, with its trace.
   *
   * @param without what is taken out in it
   * @param fails what a smaller run has to fail in, so that it is still an example of the same
   */
  static Outcome shrink(Outcome failed, Optional<Mechanism> without, Predicate<Outcome> fails) {
    return new Shrinker(failed, without, fails).shrink();
  }

  private Outcome shrink() {
    boolean smaller = true;
    while (smaller && runs < MAX_RUNS) {
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
    return runs < MAX_RUNS && fails.test(run(candidate, strikes, false));
  }

  private Outcome run(Scenario candidate, List<Faults.Strike> strikes, boolean traced) {
    runs++;
    return new Simulation(candidate, Optional.of(new HashSet<>(strikes)), without, traced).run();
  }

  /** Whether a shorter list still fails. */
  private interface Accepting<T> {
    boolean accept(List<T> fewer);
  }
}
