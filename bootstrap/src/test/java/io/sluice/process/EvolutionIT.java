package io.sluice.process;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two writers meet new fields at the same time and come to one schema. */
@ExtendWith(TestBroker.class)
final class EvolutionIT {
  private static final int PARTITIONS = 4;
  private static final int NEW_EVERY = 3_000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void shouldTakeInNewFieldsFromTwoWriters(EmbeddedBroker broker, @TempDir Path folder) {
    // Given
    broker.createTopic("growing", PARTITIONS);
    TableOnDisk table = new TableOnDisk(folder.resolve("table"));
    String config = new PipelineFile(folder, broker, "growing", table.folder()).hurried().write();

    // When
    List<String> produced;
    try (SteadyProducer producer =
            new SteadyProducer(broker, "growing", PARTITIONS, 1_500, EvolutionIT::growingEvent);
        SluiceProcess first = SluiceProcess.start("run", "--config", config);
        SluiceProcess second = SluiceProcess.start("run", "--config", config)) {
      first.awaitLog("Committed", LIMIT);
      second.awaitLog("Committed", LIMIT);
      first.awaitLog("Added columns", LIMIT);
      second.awaitLog("Committed", 10, LIMIT);
      produced = producer.stop();
      SluiceProcess.run("run", "--config", config, "--until-end").requireExit(0);
      for (SluiceProcess process : List.of(first, second)) {
        process.terminate();
        process.awaitExit(LIMIT).requireExit(0);
      }
    }

    // Then
    table.requireExactly(produced);
    Map<Object, Map<?, ?>> rows =
        table.rows().stream().collect(toMap(row -> row.get("event_id"), row -> row));
    for (long number = 0; number < produced.size(); number++) {
      requireFields(rows.get(SteadyProducer.id(number)), number);
    }
  }

  /** Every 3,000 events all partitions get another field, nested ones too. */
  private static String growingEvent(long number) {
    long age = number / NEW_EVERY;
    StringBuilder event = new StringBuilder();
    event
        .append("{\"event_id\":\"")
        .append(SteadyProducer.id(number))
        .append("\",\"place\":{\"x\":1");
    for (long i = 1; i <= age; i++) {
      event.append(",\"y").append(i).append("\":").append(number);
    }
    event.append('}');
    for (long i = 1; i <= age; i++) {
      event.append(",\"field").append(i).append("\":\"").append(number).append('"');
    }
    return event.append('}').toString();
  }

  private static void requireFields(Map<?, ?> row, long number) {
    for (long i = 1; row.containsKey("field" + i); i++) {
      boolean isThere = i <= number / NEW_EVERY;
      Object nested = ((Map<?, ?>) row.get("place")).get("y" + i);
      assertThat(row.get("field" + i)).as(row::toString).isEqualTo(isThere ? "" + number : null);
      assertThat(nested).as(row::toString).isEqualTo(isThere ? BigDecimal.valueOf(number) : null);
    }
    assertThat(row.containsKey("field" + number / NEW_EVERY))
        .as("has the newest field of its time: %s", row)
        .isEqualTo(number >= NEW_EVERY);
  }
}
