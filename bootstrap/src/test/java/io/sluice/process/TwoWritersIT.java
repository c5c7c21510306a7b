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

/** Writers of one group hand partitions over, in peace and after a death, without a seam. */
@ExtendWith(TestBroker.class)
final class TwoWritersIT {
  private static final int PARTITIONS = 4;
  private static final int KILLS = 5;
  private static final int EVENTS_PER_SECOND = 1_500;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void shouldLoseAndRepeatNothingWhenOneOfTwoIsKilledFiveTimes(
      EmbeddedBroker broker, @TempDir Path folder) throws InterruptedException {
    // Given
    Random random = Moments.random();
    broker.createTopic("shared", PARTITIONS);
    TableOnDisk table = new TableOnDisk(folder.resolve("table"));
    String config = new PipelineFile(folder, broker, "shared", table.folder()).hurried().write();

    // When
    List<String> produced;
    try (SteadyProducer producer =
            new SteadyProducer(
                broker, "shared", PARTITIONS, EVENTS_PER_SECOND, SteadyProducer::plainEvent);
        SluiceProcess survivor = SluiceProcess.start("run", "--config", config)) {
      survivor.awaitLog("Committed", LIMIT);
      for (int i = 0; i < KILLS; i++) {
        try (SluiceProcess victim = SluiceProcess.start("run", "--config", config)) {
          victim.awaitLog("Committed", LIMIT);
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
          victim.kill();
        }
      }
      produced = producer.stop();
      try (SluiceProcess last = SluiceProcess.start("run", "--config", config, "--until-end")) {
        last.awaitExit(LIMIT).requireExit(0);
      }
      assertThat(survivor.isAlive()).as("survives: %s", survivor.errors()).isTrue();
      survivor.terminate();
      survivor.awaitExit(LIMIT).requireExit(0);
    }

    // Then
    table.requireExactly(produced);
  }
}
