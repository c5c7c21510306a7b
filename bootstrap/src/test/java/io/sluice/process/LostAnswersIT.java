package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.process.SluiceProcess.Outcome;
import io.sluice.storage.stores.LosingProxy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every entry of a log lands, and no answer says so: each is found by its identity, once. */
@ExtendWith(TestBroker.class)
final class LostAnswersIT {
  private static final String TOPIC = "unanswered";
  private static final int EVENTS = 110;
  private static final int ATTEMPTS = 2;
  private static final int SILENT = 5;
  // The version that defines the table and where reading starts.
  private static final int VERSIONS = 1 + EVENTS;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Pattern ENTRY = Pattern.compile(".*/_delta_log/(\\d{20})\\.json");

  private ProxiedMinio minio;

  @BeforeEach
  void findStore() {
    minio = ProxiedMinio.runningOrSkip();
  }

  @Test
  void shouldCommitEverythingOnceWhenTheFirstAnswerToEachCommitIsLost(
      EmbeddedBroker broker, @TempDir Path folder) throws IOException {
    // Given one event per commit
    List<String> produced = produce(broker);
    StoredTable table = minio.freshTable();
    String config =
        new PipelineFile(folder, broker, TOPIC, table.location())
            .with("sluice.flush.max-rows = 1")
            .write();
    Sendings sendings = new Sendings();
    try (LosingProxy proxy = new LosingProxy(minio.address())) {
      proxy.loseAnswersTo(sendings::isAnswerLost);

      // When
      Outcome outcome = run(config, minio.through(proxy.address(), ATTEMPTS));

      // Then
      outcome.requireExit(0);
      requireLost(proxy);
      requireEachCommitOnce(outcome);
      assertThat(proxy.count(LosingProxy.Outcome.ANSWERED, LostAnswersIT::isDataFile))
          .as("data files in the store")
          .isEqualTo(EVENTS);
    }
    assertThat(table.versions()).as("versions").isEqualTo(VERSIONS);
    assertThat(table.describe().get("files")).isEqualTo(BigDecimal.valueOf(EVENTS));
    table.requireExactly(produced);
  }

  private static List<String> produce(EmbeddedBroker broker) {
    broker.createTopic(TOPIC, 1);
    try (TopicWriter writer = new TopicWriter(broker, TOPIC)) {
      for (int i = 0; i < EVENTS; i++) {
        writer.write(0, null, SteadyProducer.plainEvent(i).getBytes(UTF_8));
      }
    }
    return LongStream.range(0, EVENTS).mapToObj(SteadyProducer::id).toList();
  }

  private static Outcome run(String config, Map<String, String> environment) {
    try (SluiceProcess process =
        SluiceProcess.start(environment, "run", "--config", config, "--until-end")) {
      return process.awaitExit(LIMIT);
    }
  }

  private static void requireLost(LosingProxy proxy) {
    int silent = (VERSIONS + SILENT - 1) / SILENT;
    assertThat(proxy.count(LosingProxy.Outcome.LOST, isEntry(false)))
        .as("answers lost, to the first sending of an entry")
        .isEqualTo(VERSIONS - silent);
    assertThat(proxy.count(LosingProxy.Outcome.ANSWERED, isEntry(false)))
        .as("repetitions by the client that met its own entry")
        .isEqualTo(VERSIONS - silent);
    assertThat(proxy.count(LosingProxy.Outcome.LOST, isEntry(true)))
        .as("answers lost, to all sendings of an entry")
        .isEqualTo((long) silent * ATTEMPTS);
    assertThat(proxy.count(LosingProxy.Outcome.ANSWERED, isEntry(true)))
        .as("sendings of an entry that was in the log already, after looking there")
        .isZero();
  }

  private static void requireEachCommitOnce(Outcome outcome) {
    List<String> commits =
        outcome.errorLines().stream().filter(line -> line.contains(" Committed ")).toList();
    assertThat(commits).as("data commits acknowledged").hasSize(EVENTS);
    assertThat(commits)
        .as("its own entry is nobody else's")
        .allMatch(line -> line.contains("conflicts=\"0\""));
    assertThat(outcome.err()).contains("commits=\"" + EVENTS + "\"");
  }

  private static BiPredicate<String, String> isEntry(boolean silent) {
    return (method, target) -> {
      Matcher entry = ENTRY.matcher(target);
      return method.equals("PUT") && entry.matches() && isSilent(entry) == silent;
    };
  }

  private static boolean isDataFile(String method, String target) {
    return method.equals("PUT") && target.endsWith(".parquet") && !target.contains("/_delta_log/");
  }

  private static boolean isSilent(Matcher entry) {
    return Long.parseLong(entry.group(1)) % SILENT == 0;
  }

  /**
   * Loses the answer to an entry's first sending; for each fifth, until long after it is given up.
   */
  private static final class Sendings {
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();

    boolean isAnswerLost(String method, String target) {
      Matcher entry = ENTRY.matcher(target);
      if (!method.equals("PUT") || !entry.matches()) {
        return false;
      }
      int sending = seen.merge(target, 1, Integer::sum);
      return sending <= (isSilent(entry) ? 2 * ATTEMPTS : 1);
    }
  }
}
