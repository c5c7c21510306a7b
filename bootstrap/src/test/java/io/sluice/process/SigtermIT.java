package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A stop that is asked for commits what was read. */
@ExtendWith(TestBroker.class)
final class SigtermIT {
  private static final int PARTITIONS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration GRACE = Duration.ofSeconds(20);

  @Test
  void shouldCommitWhatItHasReadAndExitWithZero(EmbeddedBroker broker, @TempDir Path folder) {
    // Given
    broker.createTopic("stopped", PARTITIONS);
    TableOnDisk table = new TableOnDisk(folder.resolve("table"));
    String config =
        new PipelineFile(folder, broker, "stopped", table.folder())
            .with("sluice.flush { max-rows = 2000, max-age = 1 hour }")
            .write();
    try (SteadyProducer producer =
            new SteadyProducer(broker, "stopped", PARTITIONS, 3_000, SteadyProducer::plainEvent);
        SluiceProcess process = SluiceProcess.start("run", "--config", config)) {
      // Behind its topic it reads as much at a time as it commits: a stop finds nothing more.
      await().atMost(LIMIT).until(() -> hasCaughtUp(process) || !process.isAlive());

      // When
      process.terminate();
      process.awaitExit(GRACE).requireExit(0);

      // Then
      assertThat(table.rows("event_id").size() % 2_000)
          .as("rows that only the stop brought in: the flush policy commits 2,000 at a time")
          .isNotZero();
      table.verify().requireExit(0);
      List<String> produced = producer.stop();
      SluiceProcess.run("run", "--config", config, "--until-end").requireExit(0);
      table.requireExactly(produced);
    }
  }

  private static boolean hasCaughtUp(SluiceProcess process) {
    return process
        .errors()
        .lines()
        .anyMatch(line -> line.contains("Committed") && !line.contains("rows=\"2000\""));
  }

  @Test
  void shouldEndAtOnceWhenItIsIdle(EmbeddedBroker broker, @TempDir Path folder) {
    // Given
    broker.createTopic("idle", 1);
    broker.produce("idle", 0, SteadyProducer.plainEvent(0));
    TableOnDisk table = new TableOnDisk(folder.resolve("table"));
    String config = new PipelineFile(folder, broker, "idle", table.folder()).hurried().write();
    try (SluiceProcess process = SluiceProcess.start("run", "--config", config)) {
      process.awaitLog("Committed", LIMIT);

      // When
      process.terminate();

      // Then
      process.awaitExit(Duration.ofSeconds(5)).requireExit(0);
    }
  }
}
