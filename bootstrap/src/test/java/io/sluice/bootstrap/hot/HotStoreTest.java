package io.sluice.bootstrap.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.postgres.HotDatabase;
import io.sluice.postgres.PostgresServer;
import io.sluice.postgres.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the hot store answers, and how it fails, on a real PostgreSQL. */
@ExtendWith(TestPostgres.class)
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
final class HotStoreTest {
  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-03-01T11:00:00Z");

  private HotDatabase database;

  @BeforeAll
  void createTheTable(PostgresServer server) {
    database = server.createDatabase("hot_store").set();
  }

  @BeforeEach
  void empty() {
    database.execute("TRUNCATE analytics_events");
  }

  @Test
  void shouldSayThatNothingIsThere() {
    try (HotStore store = store()) {
      assertThat(store.rows()).isZero();
      assertThat(store.newest()).isEmpty();
      assertThat(store.counts(NINE, ELEVEN)).isEmpty();
      assertThat(store.arrivals(10)).isEmpty();
    }
  }

  @Test
  void shouldCountByHourInUtcAndByType() {
    // Given
    insert("a", "click", "2026-03-01T09:00:00Z");
    insert("b", "click", "2026-03-01T12:59:59.999999+03:00");
    insert("c", "view", "2026-03-01T09:30:00Z");
    insert("d", "click", "2026-03-01T10:00:00Z");
    insert("e", "click", "2026-03-01T11:00:00Z");

    // When / Then
    try (HotStore store = store()) {
      assertThat(store.counts(NINE, ELEVEN))
          .isEqualTo(
              Map.of(
                  new EventHour(NINE, "click"), 2L,
                  new EventHour(NINE, "view"), 1L,
                  new EventHour(TEN, "click"), 1L));
      assertThat(store.rows()).isEqualTo(5);
      assertThat(store.newest()).contains(ELEVEN);
    }
  }

  @Test
  void shouldCountAnEventOfTwoTimesOnceInAnHour() {
    // Given
    insert("a", "click", "2026-03-01T09:00:00Z");
    insert("a", "click", "2026-03-01T09:00:01Z");

    // When / Then
    try (HotStore store = store()) {
      assertThat(store.counts(NINE, TEN)).isEqualTo(Map.of(new EventHour(NINE, "click"), 1L));
    }
  }

  @Test
  void shouldNameTheLatestArrivalsFirst() {
    // Given
    insert("late", "click", "2026-03-01T09:00:00Z");
    insert("soon", "view", "2026-03-01T10:00:00Z");
    database.execute(
        "UPDATE analytics_events SET _kafka_timestamp = '2026-03-01T11:00:00Z'"
            + " WHERE event_id = 'late'",
        "UPDATE analytics_events SET _kafka_timestamp = '2026-03-01T10:00:00Z'"
            + " WHERE event_id = 'soon'");

    // When / Then
    try (HotStore store = store()) {
      assertThat(store.arrivals(10))
          .containsExactly(
              new Arrival("late", "click", NINE, Optional.of(ELEVEN)),
              new Arrival("soon", "view", TEN, Optional.of(TEN)));
      assertThat(store.arrivals(1)).extracting(Arrival::eventId).containsExactly("late");
    }
  }

  @Test
  void shouldAskAgainOverANewConnectionAfterOneWasCut() {
    try (HotStore store = store()) {
      // Given
      assertThat(store.rows()).isZero();
      database.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sluice'");

      // When / Then
      failure(store::rows).returns(ErrorCode.UNAVAILABLE, SluiceException::code);
      assertThat(store.rows()).isZero();
    }
  }

  @Test
  void shouldSayThatNobodyListens() throws IOException {
    // Given
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/analytics";

    // When / Then
    try (HotStore store = new HotStore(config(url, "analytics_reader", "x", "analytics_events"))) {
      failure(store::rows)
          .returns(ErrorCode.UNAVAILABLE, SluiceException::code)
          .satisfies(each -> assertThat(each).hasMessageContaining(url))
          .satisfies(each -> assertThat(each.hint()).contains("sluice.hot.url"));
    }
  }

  @Test
  void shouldNotWaitForEverForAServerThatSaysNothing() throws IOException {
    // Given
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HotStore store =
            new HotStore(
                config(
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/analytics",
                    "analytics_reader",
                    "x",
                    "analytics_events"))) {
      // When / Then
      failure(store::rows).returns(ErrorCode.UNAVAILABLE, SluiceException::code);
    }
  }

  @Test
  void shouldTellAWrongPasswordFromAMissingTableAndAMissingDatabase() {
    String url = database.url();
    String none = url.replace("hot_store", "nowhere");
    String password = HotDatabase.READER_PASSWORD;

    assertFails(config(url, "analytics_reader", "wrong", "analytics_events"), ErrorCode.PERMISSION);
    assertFails(config(url, "analytics_reader", password, "no_table"), ErrorCode.CONFIGURATION);
    assertFails(
        config(none, "analytics_reader", password, "analytics_events"), ErrorCode.CONFIGURATION);
    assertFails(
        config(url, "analytics_writer", HotDatabase.WRITER_PASSWORD, "analytics_events"),
        ErrorCode.PERMISSION);
  }

  @Test
  void shouldGiveUpOnAnAnswerThatTakesTooLong() {
    // Given
    database.execute(
        "CREATE OR REPLACE VIEW slow AS SELECT pg_sleep(30)::text AS event_id",
        "GRANT SELECT ON slow TO analytics_reader");

    // When / Then
    assertFails(
        config(database.url(), "analytics_reader", HotDatabase.READER_PASSWORD, "slow"),
        ErrorCode.TEMPORARY);
  }

  private static void assertFails(HotConfig config, ErrorCode code) {
    try (HotStore store = new HotStore(config)) {
      failure(store::rows)
          .returns(code, SluiceException::code)
          .satisfies(each -> assertThat(each.getMessage()).doesNotContain(config.password()))
          .satisfies(each -> assertThat(each.hint()).isNotEmpty());
    }
  }

  private static AbstractObjectAssert<?, SluiceException> failure(ThrowingCallable question) {
    return assertThatThrownBy(question).asInstanceOf(type(SluiceException.class));
  }

  private HotStore store() {
    return new HotStore(
        config(
            database.url(), "analytics_reader", HotDatabase.READER_PASSWORD, "analytics_events"));
  }

  private static HotConfig config(String url, String user, String password, String table) {
    return new HotConfig(url, user, password, table, Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  private void insert(String id, String eventType, String timestamp) {
    database.execute(
        "INSERT INTO analytics_events (event_id, event_type, \"timestamp\") VALUES ('%s', '%s', '%s')"
            .formatted(id, eventType, timestamp));
  }
}
