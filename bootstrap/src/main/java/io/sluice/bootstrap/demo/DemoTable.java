package io.sluice.bootstrap.demo;

import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.wiring.Tables;
import io.sluice.domain.commit.ProgressKey;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.TableReader.TableDescription;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a demo finds in its table before it begins.
 *
 * @param found empty where there is no table; what else may lie there, the writer itself refuses
 */
record DemoTable(Optional<TableDescription> found) {
  static DemoTable look(LoadedConfig config, Location location) throws IOException {
    Tables tables = Tables.open(config, location.toString());
    try {
      return new DemoTable(
          Optional.of(tables.reader().describe(tables.location(), OptionalLong.empty())));
    } catch (SluiceException e) {
      return new DemoTable(Optional.empty());
    }
  }

  /** How many versions it has. */
  long versions() {
    return found.map(table -> table.version().number() + 1).orElse(0L);
  }

  /** How many of the planned events a pipeline has brought from a topic into it. */
  long stored(String pipeline, String topic, EventPlan plan) {
    return found.map(table -> table.progress().offsets()).orElse(Map.of()).entrySet().stream()
        .mapToLong(
            offset ->
                ProgressKey.parse(offset.getKey())
                    .filter(key -> key.pipeline().equals(pipeline))
                    .filter(key -> key.partition().topic().equals(topic))
                    .filter(key -> key.partition().partition() < plan.partitions())
                    .map(
                        key -> Math.min(offset.getValue(), plan.share(key.partition().partition())))
                    .orElse(0L))
        .sum();
  }
}
