package io.sluice.bootstrap.website;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A store that events arrive in. One thread looks, again and again; a look costs what arrived since
 * the last one and not what the store holds.
 */
interface ArrivalSource extends AutoCloseable {
  /**
   * Looks now.
   *
   * @param recent gets the events that arrived since the last look
   * @return empty where the store holds nothing yet, not even a table
   * @throws IOException when the store cannot be reached; the next look starts afresh
   * @throws io.sluice.domain.error.SluiceException likewise
   */
  Optional<Holdings> look(RecentEvents recent) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * What the store holds.
   *
   * @param version of the table, where the store has versions
   * @param newestAt when the last of it arrived
   * @param delay how long what arrived last took from Kafka to here, as far as is known
   */
  record Holdings(
      long rows, OptionalLong version, Optional<Instant> newestAt, Optional<Duration> delay) {}
}
