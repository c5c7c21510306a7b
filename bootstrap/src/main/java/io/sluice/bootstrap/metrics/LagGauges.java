package io.sluice.bootstrap.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.domain.record.SourcePartition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One gauge per partition that is read here. That of a partition that went to another process goes,
 * or both would show its lag.
 */
final class LagGauges {
  private final MeterRegistry registry;
  private final Map<SourcePartition, Shown> shown = new HashMap<>();

  LagGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  synchronized void show(Map<SourcePartition, Long> offsets) {
    Set<SourcePartition> gone = new HashSet<>(shown.keySet());
    gone.removeAll(offsets.keySet());
    // First: a topic created anew has the same labels.
    gone.forEach(partition -> registry.remove(shown.remove(partition).gauge()));
    offsets.forEach(
        (partition, lag) -> shown.computeIfAbsent(partition, this::register).value().set(lag));
  }

  private Shown register(SourcePartition partition) {
    AtomicLong value = new AtomicLong();
    Gauge gauge =
        Gauge.builder(Metric.LAG_RECORDS.base(), value, AtomicLong::get)
            .description(Metric.LAG_RECORDS.description())
            .tag("topic", partition.topic())
            .tag("partition", Integer.toString(partition.partition()))
            .strongReference(true)
            .register(registry);
    return new Shown(gauge, value);
  }

  private record Shown(Gauge gauge, AtomicLong value) {}
}
