package io.sluice.ports.application;

import io.sluice.ports.out.Clock;
import io.sluice.ports.out.RecordSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks once a second whether the source can be read at all: a poll does not fail where it cannot.
 */
final class SourceWatch {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final String WORK = "read from the source";

  private final RecordSource source;
  private final Clock clock;
  private final Troubles troubles;
  private long lookedNanos;
  private int failures;

  SourceWatch(RecordSource source, Clock clock, Troubles troubles) {
    this.source = source;
    this.clock = clock;
    this.troubles = troubles;
    this.lookedNanos = clock.monotonicNanos();
  }

  void look() {
    long now = clock.monotonicNanos();
    if (now - lookedNanos < INTERVAL.toNanos()) {
      return;
    }
    lookedNanos = now;
    Optional<String> trouble = source.trouble();
    if (trouble.isPresent()) {
      failures++;
      troubles.failed(WORK, failures, INTERVAL, new IOException(trouble.get()));
    } else if (failures > 0) {
      failures = 0;
      troubles.recovered(WORK);
    }
  }
}
