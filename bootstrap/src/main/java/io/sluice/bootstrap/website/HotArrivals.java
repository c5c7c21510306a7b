package io.sluice.bootstrap.website;

import io.sluice.bootstrap.hot.Arrival;
import io.sluice.bootstrap.hot.HotStore;
import io.sluice.ports.out.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What arrives in the hot store: the events that reached Kafka last. Counting all rows takes the
 * longer the more there are, so that at most a tenth of the time goes into it.
 */
final class HotArrivals implements ArrivalSource {
  private static final int MOST_READ = 1_000;
  private static final int PAUSE_FACTOR = 9;

  /** After a longer rest nobody knows when what is new arrived. */
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(3);

  private final HotStore store;
  private final Clock clock;
  private long rows;
  private long nextCountAt;
  private Optional<Instant> lookedAt = Optional.empty();
  private Optional<Duration> delay = Optional.empty();

  HotArrivals(HotStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.nextCountAt = clock.monotonicNanos();
  }

  @Override
  public Optional<Holdings> look(RecentEvents recent) {
    Instant now = clock.now();
    boolean isKnown =
        lookedAt.map(before -> before.plus(KNOWN_WITHIN).isAfter(now)).orElse(Boolean.FALSE);
    Optional<Duration> longest = Optional.empty();
    for (Arrival arrival : store.arrivals(MOST_READ)) {
      boolean isNew = recent.add(arrival.eventId(), OptionalLong.empty());
      if (isNew && isKnown && arrival.produced().isPresent()) {
        // Newest first: the last one has waited longest.
        longest = Optional.of(Duration.between(arrival.produced().get(), now));
      }
    }
    delay = longest.or(() -> delay);
    // Not first: the time that connecting takes says nothing about counting.
    count();
    lookedAt = Optional.of(now);
    return Optional.of(new Holdings(rows, OptionalLong.empty(), store.newest(), delay));
  }

  private void count() {
    long began = clock.monotonicNanos();
    if (began - nextCountAt < 0) {
      return;
    }
    rows = store.rows();
    long ended = clock.monotonicNanos();
    nextCountAt = ended + PAUSE_FACTOR * (ended - began);
  }

  @Override
  public void close() {
    store.close();
  }
}
