package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is killed at any moment loses nothing and repeats nothing. */
@ExtendWith(TestBroker.class)
final class KillIT {
  private static final int PARTITIONS = 4;
  private static final int KILLS = 10;
  private static final int EVENTS_PER_SECOND = 1_500;
  private static final String UNHURRIED = "sluice.flush.max-rows=unlimited";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void shouldLoseAndRepeatNothingWhenKilledTenTimes(EmbeddedBroker broker, @TempDir Path folder)
      throws InterruptedException {
    // Given
    Random random = Moments.random();
    broker.createTopic("killed", PARTITIONS);
    TableOnDisk table = new TableOnDisk(folder.resolve("table"));
    String config = new PipelineFile(folder, broker, "killed", table.folder()).hurried().write();

    // When
    List<String> produced;
    try (SteadyProducer producer =
        new SteadyProducer(
            broker, "killed", PARTITIONS, EVENTS_PER_SECOND, SteadyProducer::plainEvent)) {
      for (int i = 0; i < KILLS; i++) {
        runAndKill(config, i, random);
      }
      produced = producer.stop();
    }
    long versionsWhenKilled = table.versions();
    SluiceProcess.run("run", "--config", config, "--until-end", "--set", UNHURRIED).requireExit(0);

    // Then
    assertThat(versionsWhenKilled).as("log entries of the killed runs").isGreaterThan(KILLS);
    table.requireExactly(produced);
  }

  /** Every second one is killed while it commits, the others at any time, start-up included. */
  private static void runAndKill(String config, int number, Random random)
      throws InterruptedException {
    try (SluiceProcess process = SluiceProcess.start("run", "--config", config)) {
      if (number % 2 == 0) {
        process.awaitLog("Committed", LIMIT);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
      } else {
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(3_000));
      }
      assertThat(process.isAlive()).as("runs until it is killed: %s", process.errors()).isTrue();
      process.kill();
    }
  }
}
