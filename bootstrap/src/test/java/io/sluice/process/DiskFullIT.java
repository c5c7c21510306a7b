package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.process.SluiceProcess.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A disk without space: refused at the start, waited out while running. */
@ExtendWith(TestBroker.class)
final class DiskFullIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int STORAGE = 74;

  @Test
  void shouldGoOnWhenThereIsSpaceAgain(EmbeddedBroker broker, @TempDir Path folder)
      throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "size=8m")) {
      // Given
      broker.createTopic("overflowing", 2);
      TableOnDisk table = new TableOnDisk(disk.folder().resolve("table"));
      int port = freePort();
      String config =
          new PipelineFile(folder, broker, "overflowing", table.folder())
              .hurried()
              .with("sluice.http.management.port = " + port)
              .write();
      try (SteadyProducer producer =
              new SteadyProducer(broker, "overflowing", 2, 500, SteadyProducer::plainEvent);
          SluiceProcess process = SluiceProcess.start("run", "--config", config)) {
        process.awaitLog("Committed", 2, LIMIT);
        awaitReadiness(port, 200);

        // When
        Path filler = disk.fill();
        awaitReadiness(port, 503);
        long stuckAt = table.versions();
        assertThat(process.isAlive()).as("waits for space").isTrue();
        Files.delete(filler);

        // Then
        awaitReadiness(port, 200);
        await("commits again").atMost(LIMIT).until(() -> table.versions() > stuckAt);
        List<String> produced = producer.stop();
        process.terminate();
        process.awaitExit(LIMIT).requireExit(0);
        SluiceProcess.run("run", "--config", config, "--until-end").requireExit(0);
        table.requireExactly(produced);
      }
    }
  }

  @Test
  void shouldRefuseToStartOnAFullDisk(EmbeddedBroker broker, @TempDir Path folder)
      throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "size=1m")) {
      // Given
      disk.fill();

      // When
      Outcome outcome = runOn(disk, broker, folder, "full");

      // Then
      requireOneLine(outcome, STORAGE, "space");
      assertThat(disk.folder().resolve("table/_delta_log")).doesNotExist();
    }
  }

  @Test
  void shouldRefuseToStartOnAReadOnlyDisk(EmbeddedBroker broker, @TempDir Path folder)
      throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "size=1m,ro")) {
      // When
      Outcome outcome = runOn(disk, broker, folder, "read-only");

      // Then
      requireOneLine(outcome, STORAGE, "ead-only");
    }
  }

  private static Outcome runOn(SmallDisk disk, EmbeddedBroker broker, Path folder, String topic) {
    broker.createTopic(topic, 1);
    broker.produce(topic, 0, SteadyProducer.plainEvent(0));
    Path table = disk.folder().resolve("table");
    String config = new PipelineFile(folder, broker, topic, table).write();
    return SluiceProcess.run("run", "--config", config, "--until-end");
  }

  private static void requireOneLine(Outcome outcome, int exitCode, String named) {
    outcome.requireExit(exitCode);
    assertThat(outcome.errorLines().stream().filter(line -> line.startsWith("sluice: ")))
        .as("lines that say what is wrong: %s", outcome)
        .singleElement()
        .asString()
        .contains(named);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReadiness(int port, int status) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
    HttpClient client = HttpClient.newHttpClient();
    await("/readyz answers " + status)
        .atMost(LIMIT)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> client.send(request, BodyHandlers.discarding()).statusCode() == status);
  }
}
