package io.sluice.bootstrap.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** Counts what the ingest API takes and answers. */
public final class IngestMeters {
  private static final int ACCEPTED = 202;
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(10),
  };

  private final MeterRegistry registry;
  private final Counter events;
  private final Counter bytes;
  private final Map<Integer, Timer> byStatus = new ConcurrentHashMap<>();

  public IngestMeters(MeterRegistry registry) {
    this.registry = registry;
    this.events = counter(IngestMetric.EVENTS);
    this.bytes = counter(IngestMetric.BYTES);
    // There from the start, so that a rate over the usual answer is never absent.
    byStatus.put(ACCEPTED, timer(ACCEPTED));
  }

  private Counter counter(IngestMetric metric) {
    return Counter.builder(metric.base()).description(metric.description()).register(registry);
  }

  private Timer timer(int status) {
    return Timer.builder(IngestMetric.REQUESTS.base())
        .description(IngestMetric.REQUESTS.description())
        .tag(IngestMetric.REQUESTS.label(), Integer.toString(status))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** Shows how many requests are worked on. */
  public void watchInFlight(IntSupplier count) {
    Gauge.builder(IngestMetric.IN_FLIGHT.base(), count, IntSupplier::getAsInt)
        .description(IngestMetric.IN_FLIGHT.description())
        .strongReference(true)
        .register(registry);
  }

  /** Events are in the topic. */
  public void accepted(long count, long payload) {
    events.increment((double) count);
    bytes.increment((double) payload);
  }

  /** A request has its answer. */
  public void answered(int status, Duration after) {
    byStatus.computeIfAbsent(status, this::timer).record(after);
  }
}
