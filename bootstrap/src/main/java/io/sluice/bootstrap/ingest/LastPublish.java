package io.sluice.bootstrap.ingest;

import io.sluice.ports.out.PublishOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of the events that were published last: for {@code /health}, and for the log, which
 * gets a line when that changes and not one for each request.
 *
 * <p>Trouble is believed for {@link #BELIEVED_FOR} only. Whoever goes by {@code /health} sends
 * nothing meanwhile, so that nothing could prove it over.
 */
final class LastPublish {
  static final Duration BELIEVED_FOR = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(LastPublish.class);

  /** Causes may alternate from request to request. */
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private static final String NONE = "";

  private final LongSupplier nanos;
  private String logged = NONE;
  private long loggedAt;
  private Optional<String> trouble = Optional.empty();
  private long troubledAt;

  /**
   * Nothing was published yet.
   *
   * @param nanos a monotonic clock
   */
  LastPublish(LongSupplier nanos) {
    this.nanos = nanos;
    this.loggedAt = nanos.getAsLong() - BETWEEN_LINES.toNanos();
  }

  /** Takes an outcome in. What only tells of the request, as its size, tells nothing of Kafka. */
  synchronized void became(PublishOutcome outcome) {
    if (outcome instanceof PublishOutcome.Acknowledged) {
      trouble = Optional.empty();
      log(NONE);
    } else if (outcome instanceof PublishOutcome.Refused refused) {
      troubled("Kafka refuses events for want of a permission or by its configuration");
      log(refused.cause());
    } else if (outcome instanceof PublishOutcome.Unavailable unavailable) {
      troubled("Kafka did not acknowledge the last events, as when too few replicas are in sync");
      log(unavailable.cause());
    }
  }

  private void troubled(String words) {
    trouble = Optional.of(words + "; the log says more");
    troubledAt = nanos.getAsLong();
  }

  /** Why the last events did not get into the topic, for strangers; empty where they did. */
  synchronized Optional<String> trouble() {
    return trouble.filter(words -> nanos.getAsLong() - troubledAt < BELIEVED_FOR.toNanos());
  }

  private void log(String cause) {
    long now = nanos.getAsLong();
    if (cause.equals(logged) || now - loggedAt < BETWEEN_LINES.toNanos()) {
      return;
    }
    logged = cause;
    loggedAt = now;
    if (cause.isEmpty()) {
      LOG.info("Kafka takes events again");
    } else {
      LOG.atError().addKeyValue("cause", cause).log("Kafka does not take events");
    }
  }
}
