package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.postgres.HotDatabase;
import io.sluice.postgres.PostgresServer;
import io.sluice.postgres.TestPostgres;
import io.sluice.process.SluiceProcess.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lake as the writer made it, and the hot store on a real PostgreSQL, compared. */
@ExtendWith({TestPostgres.class, TestBroker.class})
@TestInstance(Lifecycle.PER_CLASS)
final class ReconcileIT {
  private static final Path SCHEMA =
      Path.of("../deploy/schema/analytics-events.conf").toAbsolutePath().normalize();
  private static final List<String> TYPES = List.of("page_view", "click", "purchase");
  private static final int HOURS = 3;
  private static final int EVENTS = 300;

  private final Instant thisHour = Instant.now().truncatedTo(ChronoUnit.HOURS);

  private TableOnDisk table;
  private HotDatabase database;
  private String config;

  /** Three hours of events, one of them sent twice, and one that can be no row. */
  @BeforeAll
  void fillTheLake(EmbeddedBroker broker, PostgresServer server, @TempDir Path folder) {
    String topic = "reconciled";
    broker.createTopic(topic, 1);
    try (TopicWriter writer = new TopicWriter(broker, topic)) {
      for (int i = 0; i < EVENTS; i++) {
        writer.write(0, null, event(i, "\"A\"").getBytes(UTF_8));
      }
      writer.write(0, null, event(0, "\"A\"").getBytes(UTF_8));
      writer.write(0, null, event(EVENTS, "1").getBytes(UTF_8));
    }
    table = new TableOnDisk(folder.resolve("table"));
    database = server.createDatabase("reconciled").set();
    config =
        new PipelineFile(folder, broker, topic, table.folder())
            .with("include required(file(\"" + SCHEMA + "\"))")
            .with("sluice.flush.max-rows = 50")
            .with("sluice.hot.url = \"" + database.url() + "\"")
            .write();
    SluiceProcess.run("run", "--config", config, "--until-end").requireExit(0);
  }

  @BeforeEach
  void fillTheHotStore() throws SQLException {
    database.execute("TRUNCATE analytics_events");
    try (Connection writer = database.connectAsWriter(Map.of("stringtype", "unspecified"));
        PreparedStatement insert =
            writer.prepareStatement(
                "INSERT INTO analytics_events (event_id, event_type, \"timestamp\")"
                    + " VALUES (?, ?, ?)")) {
      for (int i = 0; i < EVENTS; i++) {
        insert.setString(1, "e" + i);
        insert.setString(2, eventType(i));
        insert.setString(3, timestamp(i).toString());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Test
  void shouldKeepAnEventWithANumberInItsPropertiesAsADeadLetter() {
    assertThat(table.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.get("reason")).isEqualTo("TYPE_MISMATCH");
              assertThat((String) letter.get("detail")).contains("properties");
            });
  }

  @Test
  void shouldFindThemEqualAlthoughAnEventWasSentTwice() {
    // When
    Outcome outcome = reconcile("--all", "--output", "json");

    // Then
    outcome.requireExit(0);
    List<Map<?, ?>> rows = JsonText.objects(outcome.out());
    assertThat(rows).hasSize(HOURS * TYPES.size());
    assertThat(rows.toString()).contains("repeats=1").doesNotContain("repeats=2");
    assertThat(outcome.err())
        .contains("equal: ", "300 events in the lake, 300 in the hot store; 1 repeats");
  }

  @Test
  void shouldReportAnEventThatTheHotStoreLacks() {
    // Given
    database.execute("DELETE FROM analytics_events WHERE event_id = 'e1'");

    // When
    Outcome outcome = reconcile();

    // Then
    outcome.requireExit(65);
    assertThat(outcome.out().lines().filter(line -> line.contains(" page_view ")))
        .singleElement()
        .satisfies(
            line ->
                assertThat(Arrays.stream(line.split("[| ]+")).filter(cell -> !cell.isEmpty()))
                    .containsExactly(hour(1).toString(), "page_view", "34", "33", "-1", "0"));
    assertThat(outcome.out()).contains("NOT equal").doesNotContain("purchase");
    assertThat(outcome.err()).contains("1 more in the lake", "Bento's lag");
  }

  @Test
  void shouldReportAnEventThatTheLakeLacks() {
    // Given
    database.execute(
        "INSERT INTO analytics_events (event_id, event_type, \"timestamp\")"
            + " VALUES ('only here', 'search', '"
            + timestamp(0)
            + "')");

    // When / Then
    Outcome outcome = reconcile("--output", "csv").requireExit(65);
    assertThat(outcome.out().lines().toList())
        .hasSize(2)
        .last()
        .isEqualTo(hour(0) + ",search,0,1,1,0");
    assertThat(outcome.err()).contains("1 more in the hot store", "the writer's lag");
  }

  @Test
  void shouldLeaveOutWhatHasOnlyJustArrived() {
    // Given
    database.execute(
        "INSERT INTO analytics_events (event_id, event_type, \"timestamp\", _kafka_timestamp)"
            + " VALUES ('on its way', 'click', '"
            + timestamp(0)
            + "', now() + interval '1 minute')");

    // When / Then
    reconcile().requireExit(0);
  }

  @Test
  void shouldSayThatTheHotStoreIsAway() {
    Outcome outcome = reconcile("--set", "sluice.hot.url=jdbc:postgresql://127.0.0.1:1/analytics");
    outcome.requireExit(69);
    assertThat(outcome.errorLines()).hasSize(2);
  }

  private Outcome reconcile(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "reconcile",
                "--config",
                config,
                "--from",
                hour(0).toString(),
                "--to",
                thisHour.toString(),
                "--settle",
                "0s"));
    arguments.addAll(List.of(more));
    return SluiceProcess.run(
        Map.of("SLUICE_HOT_PASSWORD", HotDatabase.READER_PASSWORD),
        arguments.toArray(String[]::new));
  }

  private Instant hour(int number) {
    return thisHour.minus(HOURS - number, ChronoUnit.HOURS);
  }

  private Instant timestamp(int number) {
    return hour(number % HOURS).plusSeconds(number * 10L);
  }

  private static String eventType(int number) {
    return TYPES.get(number / HOURS % TYPES.size());
  }

  private String event(int number, String variant) {
    return "{\"event_id\":\"e%d\",\"event_type\":\"%s\",\"timestamp\":\"%s\",\"properties\":{\"v\":%s}}"
        .formatted(number, eventType(number), timestamp(number), variant);
  }
}
