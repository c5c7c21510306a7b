package io.sluice.ports.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.sluice.ports.simulation.Simulation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Whether the simulation would notice: each mechanism is taken out, and something has to go wrong
 * soon. Prints the table that docs/reliability.md keeps; {@code -Dsluice.docs.update=true} writes
 * it and the example there.
 */
class MechanismTest {
  private static final int SEEDS = 1_000;
  private static final Mechanism EXAMPLE = Mechanism.REREAD_AFTER_UNKNOWN;
  private static final Path PAGE = Path.of("../docs/reliability.md");

  private final SimulatedRuns runs = new SimulatedRuns(SimulatedTable::new, 1_500);

  @Test
  void shouldBeMissedWhenTakenOut() throws IOException {
    List<String> table = new ArrayList<>();
    table.add("| taken out | so that | seeds until found | for example |");
    table.add("|---|---|---:|---|");
    for (Mechanism mechanism : Mechanism.values()) {
      Outcome first = firstWrong(mechanism, outcome -> true);
      String telling =
          firstWrong(mechanism, MechanismTest::isAboutRecords).violations().stream()
              .filter(MechanismTest::isAboutARecord)
              .findFirst()
              .orElseThrow();
      table.add(
          "| %s | %s | %d | %s |"
              .formatted(mechanism.title(), mechanism.without(), first.scenario().seed(), telling));
    }

    table.forEach(System.out::println);
    if (Boolean.getBoolean("sluice.docs.update")) {
      Outcome example =
          runs.shrink(
              firstWrong(EXAMPLE, MechanismTest::isAboutRecords),
              Optional.of(EXAMPLE),
              MechanismTest::isAboutRecords);
      replace("mechanisms", table);
      List<String> trace = new ArrayList<>(List.of("```"));
      trace.addAll(example.trace());
      trace.add("```");
      replace("trace", trace);
    }
    String page = Files.readString(PAGE, UTF_8);
    for (Mechanism mechanism : Mechanism.values()) {
      assertThat(page).contains("| " + mechanism.title() + " |");
    }
  }

  /** The first run that goes wrong, or the first in which what is wrong tells more. */
  private Outcome firstWrong(Mechanism mechanism, Predicate<Outcome> telling) {
    return runs.firstWrong(mechanism, SEEDS, telling)
        .orElseGet(
            () ->
                fail(
                    mechanism
                        + " can be taken out, and nothing goes wrong in "
                        + SEEDS
                        + " seeds"));
  }

  private static boolean isAboutRecords(Outcome outcome) {
    return outcome.violations().stream().anyMatch(MechanismTest::isAboutARecord);
  }

  private static boolean isAboutARecord(String violation) {
    return violation.startsWith("record");
  }

  /** Puts lines between a page's two marks of a name. */
  private static void replace(String name, List<String> lines) throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- end of " + name + " -->";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    Files.writeString(
        PAGE,
        page.substring(0, from) + String.join("\n", lines) + "\n" + page.substring(to),
        UTF_8);
  }
}
