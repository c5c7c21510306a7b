package io.sluice.bootstrap.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bootstrap.website.ArrivalSource.Holdings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LakeArrivalsTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final FollowedTable table = new FollowedTable();
  private final RecentEvents recent = new RecentEvents(3);
  private final LakeArrivals lake = new LakeArrivals(table.watched());

  @Test
  void shouldFollowTheTableVersionByVersion() throws IOException {
    // Given
    assertThat(lake.look(recent)).as("no table yet").isEmpty();
    table.commit(NOON, NOON.minusSeconds(2), "a", "b");
    lake.look(recent);

    // When
    table.commit(NOON.plusSeconds(5), NOON.plusSeconds(4), "c");
    Optional<Holdings> now = lake.look(recent);

    // Then
    assertThat(now)
        .contains(
            new Holdings(
                3,
                OptionalLong.of(1),
                Optional.of(NOON.plusSeconds(5)),
                Optional.of(Duration.ofSeconds(1))));
    assertThat(recent.find(List.of("a", "c", "x")))
        .isEqualTo(Map.of("a", OptionalLong.of(0), "c", OptionalLong.of(1)));
  }

  @Test
  void shouldReadNothingWhereNothingIsNew() throws IOException {
    // Given
    table.commit(NOON, NOON, "a");
    table.commit(NOON, NOON, "b");

    // When
    for (int i = 0; i < 5; i++) {
      lake.look(recent);
    }

    // Then
    assertThat(table.counts()).as("times that all rows were counted").isEqualTo(1);
    assertThat(table.filesRead()).as("only the newest version's").isEqualTo(1);
  }

  @Test
  void shouldCountAgainWhenRowsAreTakenAway() throws IOException {
    // Given
    table.commit(NOON, NOON, "a", "b");
    lake.look(recent);

    // When
    table.delete(NOON);

    // Then
    assertThat(lake.look(recent).orElseThrow().rows()).isEqualTo(1);
    table.commit(NOON, NOON, "c");
    assertThat(lake.look(recent).orElseThrow().rows()).isEqualTo(2);
    assertThat(table.counts()).isEqualTo(2);
  }

  @Test
  void shouldForgetTheOldestEventsFirst() throws IOException {
    // Given
    table.commit(NOON, NOON, "a", "b");
    lake.look(recent);

    // When
    table.commit(NOON, NOON, "c", "d");
    lake.look(recent);

    // Then
    assertThat(recent.find(List.of("a", "b", "c", "d"))).containsOnlyKeys("b", "c", "d");
  }

  @Test
  void shouldSkipTheEventsOfAllButTheLastVersionsAfterARest() throws IOException {
    // Given
    table.commit(NOON, NOON, "first");
    lake.look(recent);
    for (int i = 0; i < 200; i++) {
      table.commit(NOON, NOON, "event-" + i);
    }

    // When
    Holdings now = lake.look(recent).orElseThrow();

    // Then
    assertThat(now.rows()).as("none is left out of the count").isEqualTo(201);
    assertThat(table.filesRead()).isEqualTo(1 + 50);
  }

  @Test
  void shouldStartAfreshAfterAFailure() throws IOException {
    // Given
    table.commit(NOON, NOON, "a");
    lake.look(recent);
    table.away(true);
    assertThatThrownBy(() -> lake.look(recent)).hasMessage("connection refused");

    // When
    table.away(false);
    table.commit(NOON, NOON, "b");

    // Then
    assertThat(lake.look(recent).orElseThrow().rows()).isEqualTo(2);
    assertThat(recent.find(List.of("b"))).isNotEmpty();
  }
}
