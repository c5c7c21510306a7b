package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.process.SluiceProcess.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table wherever it is, looked at through the command line.
 *
 * @param location a path or a URI
 * @param environment what leads to its store
 */
record StoredTable(String location, Map<String, String> environment) {
  private static final String KEY = "event_id";

  /** All rows, with the columns named, or all. */
  List<Map<?, ?>> rows(String... columns) {
    List<String> arguments =
        new ArrayList<>(List.of("table", "read", location, "--output", "json"));
    if (columns.length > 0) {
      arguments.addAll(List.of("--columns", String.join(",", columns)));
    }
    return JsonText.objects(
        SluiceProcess.run(environment, arguments.toArray(String[]::new)).requireExit(0).out());
  }

  Map<?, ?> describe() {
    Outcome outcome =
        SluiceProcess.run(environment, "table", "describe", location, "--output", "json");
    return JsonText.object(outcome.requireExit(0).out());
  }

  /** Entries in the log. */
  long versions() {
    return ((java.math.BigDecimal) describe().get("version")).longValueExact() + 1;
  }

  Outcome verify() {
    return SluiceProcess.run(environment, "table", "verify", location);
  }

  /** Every event is there exactly once, nothing else is, and the log proves it. */
  void requireExactly(Collection<String> events) {
    Set<String> missing = new HashSet<>(events);
    Set<String> seen = new HashSet<>();
    List<String> duplicate = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    Set<String> produced = Set.copyOf(events);
    for (Map<?, ?> row : rows(KEY)) {
      String event = (String) row.get(KEY);
      missing.remove(event);
      if (!produced.contains(event)) {
        foreign.add(event);
      } else if (!seen.add(event)) {
        duplicate.add(event);
      }
    }
    assertThat(missing).as("produced, but not in the table").isEmpty();
    assertThat(duplicate).as("in the table more than once").isEmpty();
    assertThat(foreign).as("in the table, but never produced").isEmpty();
    verify().requireExit(0);
  }
}
