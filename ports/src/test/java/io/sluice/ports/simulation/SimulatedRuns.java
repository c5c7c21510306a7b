package io.sluice.ports.simulation;

import static java.util.stream.Collectors.joining;

import io.sluice.ports.simulation.Simulation.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** Runs seed after seed on one kind of store, and makes smaller what goes wrong. */
public final class SimulatedRuns {
  private final SimulatedStore.Factory stores;
  private final int atMostRuns;
  private final Set<String> reached = new ConcurrentSkipListSet<>();

  /**
   * @param atMostRuns how many runs making one smaller may take
   */
  public SimulatedRuns(SimulatedStore.Factory stores, int atMostRuns) {
    this.stores = stores;
    this.atMostRuns = atMostRuns;
  }

  /**
   * Runs so many seeds, with everything in, and says how long that took; of one only, what happens
   * in it.
   *
   * @return what is wrong, made smaller; empty when all is well
   */
  public Optional<String> run(long first, long seeds) {
    LongAdder steps = new LongAdder();
    LongAdder versions = new LongAdder();
    long begun = System.nanoTime();
    Optional<Outcome> wrong =
        LongStream.range(first, first + seeds)
            .parallel()
            .mapToObj(seed -> run(seed, Optional.empty(), false))
            .peek(
                outcome -> {
                  reached.addAll(outcome.reached());
                  outcome.struck().forEach(strike -> reached.add("fault " + strike.fault()));
                  steps.add(outcome.steps());
                  versions.add(outcome.versions());
                })
            .filter(outcome -> !outcome.isRight())
            .findAny();
    System.out.printf(
        "simulated %,d seeds from %d: %,d versions in %,d steps, %.1f s%n",
        seeds, first, versions.sum(), steps.sum(), (System.nanoTime() - begun) / 1e9);
    if (seeds == 1) {
      System.out.println(text(run(first, Optional.empty(), true)));
    }
    return wrong.map(this::report);
  }

  /** Which ways that a pipeline can go, and which faults, have been seen so far. */
  public Set<String> reached() {
    return reached;
  }

  /** What happens in the run of a seed, line by line. */
  public List<String> trace(long seed) {
    return run(seed, Optional.empty(), true).trace();
  }

  Outcome run(long seed, Optional<Mechanism> without, boolean traced) {
    return new Simulation(stores, Scenario.of(seed), Optional.empty(), without, traced).run();
  }

  /**
   * The first of the seeds from 1 on with which a run goes wrong where one mechanism is missing.
   */
  public Optional<Outcome> firstWrong(Mechanism without, int seeds, Predicate<Outcome> telling) {
    return LongStream.rangeClosed(1, seeds)
        .mapToObj(seed -> run(seed, Optional.of(without), false))
        .filter(outcome -> !outcome.isRight() && telling.test(outcome))
        .findFirst();
  }

  private String report(Outcome wrong) {
    long seed = wrong.scenario().seed();
    return "seed %d: %s%nmade smaller:%n%s"
        .formatted(
            seed,
            String.join("\n", wrong.violations()),
            text(shrink(wrong, Optional.empty(), outcome -> !outcome.isRight())));
  }

  Outcome shrink(Outcome wrong, Optional<Mechanism> without, Predicate<Outcome> fails) {
    return new Shrinker(stores, atMostRuns, without, fails).shrink(wrong);
  }

  private static String text(Outcome outcome) {
    return outcome.scenario()
        + "\n"
        + outcome.trace().stream().map(line -> line + "\n").collect(joining());
  }
}
