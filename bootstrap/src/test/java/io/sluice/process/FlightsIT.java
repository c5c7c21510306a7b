package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.process.SluiceProcess.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The main job on real events: from a topic into a table, all of them, once, unchanged. */
@ExtendWith(TestBroker.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
final class FlightsIT {
  private static final String TOPIC = "flights";
  private static final int PARTITIONS = 4;

  private List<String> events;
  private TableOnDisk table;
  private String config;

  @BeforeAll
  void drainTheTopic(EmbeddedBroker broker, @TempDir Path folder) {
    events = Flights.all();
    Flights.produce(events, broker, TOPIC, PARTITIONS);
    table = new TableOnDisk(folder.resolve("table"));
    config =
        new PipelineFile(folder, broker, TOPIC, table.folder())
            .with("sluice.flush.max-rows = 5000")
            .write();
    SluiceProcess.run("run", "--config", config, "--until-end").requireExit(0);
  }

  @Test
  @Order(1)
  void shouldHoldEveryEventOnceWithItsValues() {
    Flights.requireSame(events, table.rows());
  }

  @Test
  @Order(2)
  void shouldSayWhereEachRowCameFrom() {
    // When
    List<Map<?, ?>> rows = table.rows("_kafka_topic", "_kafka_partition", "_kafka_offset");

    // Then
    assertThat(Set.copyOf(rows)).as("distinct coordinates").hasSize(27_004);
    assertThat(rows).allMatch(row -> TOPIC.equals(row.get("_kafka_topic")));
  }

  @Test
  @Order(3)
  void shouldDescribeHowFarEachPartitionIs() {
    // When
    Map<?, ?> description = table.describe();

    // Then
    assertThat(description.get("rows")).isEqualTo(BigDecimal.valueOf(27_004));
    assertThat(description.toString().split("6751", -1))
        .as("each of the 4 partitions at offset 6751: %s", description)
        .hasSize(1 + PARTITIONS);
  }

  @Test
  @Order(4)
  void shouldAddNothingInASecondRun() {
    // Given
    long versions = table.versions();

    // When
    SluiceProcess.run("run", "--config", config, "--until-end").requireExit(0);

    // Then
    assertThat(table.versions()).as("log entries").isEqualTo(versions);
    assertThat(table.rows("event_id")).hasSize(27_004);
    table.verify().requireExit(0);
  }

  @Test
  @Order(5)
  void shouldWarnAtEveryStartThatNobodyElseMayWrite() {
    // When
    Outcome usual = SluiceProcess.run("run", "--config", config, "--until-end");
    Outcome alone =
        SluiceProcess.run(
            "run", "--config", config, "--until-end", "--set", "sluice.storage.single-writer=true");

    // Then
    String warning = "WARN.*sluice\\.storage\\.single-writer = true.*no other process may write.*";
    assertThat(usual.requireExit(0).errorLines()).noneMatch(line -> line.matches(".*" + warning));
    assertThat(alone.requireExit(0).errorLines()).anyMatch(line -> line.matches(".*" + warning));
  }

  @Test
  @Order(6)
  void shouldNoticeADataFileTakenOutOfTheLog() throws IOException {
    // Given
    Path entry =
        table.entries().stream().filter(FlightsIT::hasDataFile).reduce((a, b) -> b).orElseThrow();
    List<String> lines = Files.readAllLines(entry);
    List<String> without = lines.stream().filter(line -> !line.startsWith("{\"add\"")).toList();
    Files.write(entry, without);

    // When
    Outcome outcome = table.verify();

    // Then
    String version =
        String.valueOf(Long.parseLong(entry.getFileName().toString().substring(0, 20)));
    outcome.requireExit(65);
    assertThat(outcome.out() + outcome.err()).contains("version " + version);
    Files.write(entry, lines);
    table.verify().requireExit(0);
  }

  private static boolean hasDataFile(Path entry) {
    try {
      return Files.readString(entry).contains("{\"add\"");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
