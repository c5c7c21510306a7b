package io.sluice.bootstrap.ingest;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How often one client may ask. Remembers the clients heard of last; one that is forgotten begins
 * anew, so a limit of memory never refuses anybody.
 */
final class ClientLimits {
  private static final int MOST_CLIENTS = 10_000;
  private static final int BURST = 2;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final OptionalInt perSecond;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  /**
   * Nobody has asked yet.
   *
   * @param perSecond empty for no limit
   */
  ClientLimits(OptionalInt perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Counts a request.
   *
   * @throws RejectedException if it is one too many
   */
  void count(String client) {
    if (perSecond.isEmpty()) {
      return;
    }
    ConsumptionProbe probe = bucket(client).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = (probe.getNanosToWaitForRefill() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
      throw new Problem(
              Problem.Status.TOO_MANY,
              "too_many_requests",
              "More than " + perSecond.getAsInt() + " requests a second",
              "",
              "send several events in one request")
          .after(Math.max(1, seconds))
          .toException();
    }
  }

  private Bucket bucket(String client) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(client, unused -> fullBucket(perSecond.getAsInt()));
    }
  }

  private static Bucket fullBucket(int perSecond) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity((long) perSecond * BURST)
                    .refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }
}
