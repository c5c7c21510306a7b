package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.storage.stores.FaultyProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipeline outlives a bad network to its store, and nothing is lost or repeated by it. */
@ExtendWith(TestBroker.class)
final class UnreliableNetworkIT {
  private static final int PARTITIONS = 4;
  private static final int EVENTS_PER_SECOND = 500;
  private static final double RESET_SHARE = 0.1;
  private static final int RESET_SECONDS = Integer.getInteger("sluice.network.seconds", 20);
  private static final Duration LATENCY = Duration.ofSeconds(20);
  private static final int SLOW_SECONDS = 30;
  private static final String COMMITTED = " Committed ";
  private static final Pattern FRESHNESS = Pattern.compile("freshness_ms=\"(\\d+)\"");
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private ProxiedMinio minio;
  private FaultyProxy proxy;

  @BeforeEach
  void findServers() throws IOException {
    minio = ProxiedMinio.runningOrSkip();
    Optional<URI> toxiproxy = FaultyProxy.toxiproxy();
    assumeTrue(toxiproxy.isPresent(), "no Toxiproxy runs: " + FaultyProxy.VARIABLE + " is not set");
    InetSocketAddress store = minio.address();
    proxy = new FaultyProxy(toxiproxy.get(), store.getHostString() + ":" + store.getPort());
  }

  @AfterEach
  void closeProxy() throws IOException {
    if (proxy != null) {
      proxy.close();
    }
  }

  @Test
  void shouldLoseAndRepeatNothingWhenConnectionsAreReset(
      EmbeddedBroker broker, @TempDir Path folder) throws Exception {
    // A client that sends nothing again leaves every reset to the pipeline.
    run(
        broker,
        folder,
        "reset",
        minio.through(proxy.address(), 1),
        process -> {
          for (int second = 0; second < RESET_SECONDS; second++) {
            // Toxiproxy draws per connection, and the client keeps those that were spared: only new
            // ones meet the fault. Healing ends all, so that each second begins with one cut.
            proxy.heal();
            proxy.resetConnections(RESET_SHARE);
            TimeUnit.SECONDS.sleep(1);
            requireAlive(process);
          }
        },
        log ->
            assertThat(log).as("the pipeline has met failures").contains("Failed, trying again"));
  }

  @ParameterizedTest
  @ValueSource(strings = "5 s")
  void shouldLoseAndRepeatNothingWhenAnswersAreLate(
      String patience, EmbeddedBroker broker, @TempDir Path folder) throws Exception {
    Map<String, String> environment = new TreeMap<>(minio.through(proxy.address(), 2));
    environment.put("SLUICE_STORAGE_CONNECTION_TIMEOUT", patience);
    run(
        broker,
        folder,
        "late-" + patience.replace(" ", ""),
        environment,
        process -> {
          proxy.delayAnswers(LATENCY);
          for (int second = 0; second < SLOW_SECONDS; second++) {
            TimeUnit.SECONDS.sleep(1);
            requireAlive(process);
          }
        },
        log ->
            assertThat(commits(log))
                .as("a commit that had to wait for late answers")
                .anyMatch(line -> freshness(line).compareTo(LATENCY) >= 0));
  }

  private void run(
      EmbeddedBroker broker,
      Path folder,
      String topic,
      Map<String, String> environment,
      Disturbance disturbance,
      Consumer<String> requireDisturbed)
      throws Exception {
    // Given
    broker.createTopic(topic, PARTITIONS);
    StoredTable table = minio.freshTable();
    String config = new PipelineFile(folder, broker, topic, table.location()).hurried().write();
    List<String> produced;
    try (SteadyProducer producer =
            new SteadyProducer(
                broker, topic, PARTITIONS, EVENTS_PER_SECOND, SteadyProducer::plainEvent);
        SluiceProcess process = SluiceProcess.start(environment, "run", "--config", config)) {
      process.awaitLog(COMMITTED, LIMIT);

      // When
      disturbance.on(process);
      int committed = commits(process.errors()).size();
      proxy.heal();

      // Then it goes on by itself
      process.awaitLog(COMMITTED, committed + 5, LIMIT);
      requireDisturbed.accept(process.errors());
      assertThat(commits(process.errors()))
          .as("its own entry is nobody else's")
          .allMatch(line -> line.contains("conflicts=\"0\""));
      produced = producer.stop();
      process.terminate();
      process.awaitExit(LIMIT).requireExit(0);
    }
    SluiceProcess.run(environment, "run", "--config", config, "--until-end").requireExit(0);
    table.requireExactly(produced);
  }

  private static List<String> commits(String log) {
    return log.lines().filter(line -> line.contains(COMMITTED)).toList();
  }

  private static Duration freshness(String commit) {
    Matcher matcher = FRESHNESS.matcher(commit);
    assertThat(matcher.find()).as("%s in %s", FRESHNESS, commit).isTrue();
    return Duration.ofMillis(Long.parseLong(matcher.group(1)));
  }

  private static void requireAlive(SluiceProcess process) {
    assertThat(process.isAlive()).as("survives: %s", process.errors()).isTrue();
  }

  /** What happens to a process that runs. */
  private interface Disturbance {
    void on(SluiceProcess process) throws Exception;
  }
}
