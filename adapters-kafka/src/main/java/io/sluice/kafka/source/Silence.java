package io.sluice.kafka.source;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Notices that a consumer has heard nothing from any broker for long, which Kafka tells by no
 * error: it tries to connect for ever. A member of a group that is well hears something every few
 * seconds, be it an answer to a heartbeat, so the bytes that have come in say more than
 * connections, which count while they are being tried.
 */
final class Silence {
  static final Duration TOLERATED = Duration.ofSeconds(15);
  private static final String GROUP = "consumer-metrics";
  private static final String BYTES = "incoming-byte-total";

  private final Optional<? extends Metric> bytes;
  private final LongSupplier nanos;
  private Object heard;
  private long heardNanos;

  /**
   * @param metrics of the consumer, by name; without its count of bytes nothing is ever too long
   */
  Silence(Map<MetricName, ? extends Metric> metrics, LongSupplier nanos) {
    this.bytes =
        metrics.values().stream()
            .filter(metric -> metric.metricName().group().equals(GROUP))
            .filter(metric -> metric.metricName().name().equals(BYTES))
            .findFirst();
    this.nanos = nanos;
    this.heardNanos = nanos.getAsLong();
  }

  /** How long nothing was heard, where that is longer than it may be. */
  Optional<Duration> tooLong() {
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    long now = nanos.getAsLong();
    Object count = bytes.get().metricValue();
    if (!count.equals(heard)) {
      heard = count;
      heardNanos = now;
    }
    Duration silent = Duration.ofNanos(now - heardNanos);
    return Optional.of(silent).filter(length -> length.compareTo(TOLERATED) >= 0);
  }
}
