package io.sluice.ports.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Exactly once, whatever happens: {@code -Dsim.seeds=N} runs so many seeds, {@code -Dsim.seed=S}
 * begins at another one; with one seed only, its trace is printed.
 */
class SimulationTest {
  private static final long SEEDS = Long.getLong("sim.seeds", 10_000);
  private static final long FIRST = Long.getLong("sim.seed", 1);

  /** Fewer seeds may miss one of the ways. */
  private static final long ENOUGH_TO_REACH_EVERYTHING = 10_000;

  private final SimulatedRuns runs = new SimulatedRuns(SimulatedTable::new, 1_500);

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void shouldStoreEveryRecordOnceWhateverHappens() {
    Optional<String> wrong = runs.run(FIRST, SEEDS);

    wrong.ifPresent(
        what -> fail(what + "\nrepeat it with -Dsim.seeds=1 -Dsim.seed=S, S as it says above"));
    if (SEEDS >= ENOUGH_TO_REACH_EVERYTHING) {
      assertThat(runs.reached())
          .containsAll(Arrays.stream(Fault.values()).map(fault -> "fault " + fault).toList())
          .contains(
              "committed",
              "committed a new column",
              "committed after a conflict",
              "committed without data files",
              "compacted by others",
              "dropped after another writer began",
              "dropped after column",
              "dropped after lost ownership of",
              "dropped after lost ownership of [",
              "dropped after offset",
              "dropped after partitions were revoked",
              "ended with DATA_POLICY",
              "ended with STORAGE",
              "skipped a gap");
    }
  }

  @Test
  void shouldBeTheSameEveryTime() {
    assertThat(runs.trace(4711)).isNotEmpty().isEqualTo(runs.trace(4711));
  }
}
