package io.sluice.bootstrap.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bootstrap.hot.HotConfig;
import io.sluice.bootstrap.hot.HotStore;
import io.sluice.bootstrap.website.ArrivalSource.Holdings;
import io.sluice.domain.error.SluiceException;
import io.sluice.ports.fake.ManualClock;
import io.sluice.postgres.HotDatabase;
import io.sluice.postgres.PostgresServer;
import io.sluice.postgres.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What arrives in a real PostgreSQL. */
@ExtendWith(TestPostgres.class)
final class HotArrivalsTest {
  private final ManualClock clock = new ManualClock();
  private final RecentEvents recent = new RecentEvents(10);

  @Test
  void shouldFindWhatArrivesAndHowLongItTook(PostgresServer server) {
    // Given
    HotDatabase database = server.createDatabase("arrivals").set();
    Instant start = clock.now();
    insert(database, "old", start.minusSeconds(60));
    try (HotArrivals hot = arrivals(database.url())) {
      assertThat(hot.look(recent).orElseThrow().delay()).as("nobody saw it come").isEmpty();

      // When
      insert(database, "new", start.minusSeconds(1));
      clock.advance(Duration.ofSeconds(1));

      // Then
      assertThat(hot.look(recent))
          .contains(
              new Holdings(
                  2,
                  OptionalLong.empty(),
                  Optional.of(start.minusSeconds(1)),
                  Optional.of(Duration.ofSeconds(2))));
      assertThat(recent.find(List.of("old", "new", "none")))
          .isEqualTo(Map.of("old", OptionalLong.empty(), "new", OptionalLong.empty()));
    }
  }

  @Test
  void shouldSayThatItCannotBeReached() {
    try (HotArrivals hot = arrivals("jdbc:postgresql://127.0.0.1:1/analytics")) {
      assertThatThrownBy(() -> hot.look(recent)).isInstanceOf(SluiceException.class);
    }
  }

  private HotArrivals arrivals(String url) {
    HotConfig config =
        new HotConfig(
            url,
            "analytics_reader",
            HotDatabase.READER_PASSWORD,
            "analytics_events",
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    return new HotArrivals(new HotStore(config), clock);
  }

  private static void insert(HotDatabase database, String id, Instant at) {
    database.execute(
        "INSERT INTO analytics_events (event_id, event_type, \"timestamp\", _kafka_timestamp)"
            + " VALUES ('%s', 'click', '%s', '%s')".formatted(id, at, at));
  }
}
