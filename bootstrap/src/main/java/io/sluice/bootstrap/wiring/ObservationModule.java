package io.sluice.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.bootstrap.logging.CompositePipelineEvents;
import io.sluice.bootstrap.logging.LoggingPipelineEvents;
import io.sluice.bootstrap.metrics.MeteredBackend;
import io.sluice.bootstrap.metrics.MicrometerPipelineEvents;
import io.sluice.bootstrap.metrics.ProcessMetrics;
import io.sluice.bootstrap.metrics.StoreMeters;
import io.sluice.bootstrap.operations.PipelineHistory;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.PipelineEvents;
import io.sluice.storage.StorageDecorator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a pipeline tells goes to the log, the metrics, the page and whoever else listens. */
final class ObservationModule extends AbstractModule {
  private final List<PipelineEvents> listeners;

  ObservationModule(Collection<PipelineEvents> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Provides
  @Singleton
  PrometheusMeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @ProvidesIntoSet
  @Singleton
  StorageDecorator meteredStorage(PrometheusMeterRegistry registry) {
    StoreMeters meters = new StoreMeters(registry);
    return backend -> new MeteredBackend(backend, meters);
  }

  @Provides
  @Singleton
  ProcessMetrics processMetrics(PrometheusMeterRegistry registry) {
    return new ProcessMetrics(registry);
  }

  @Provides
  @Singleton
  PipelineHistory history(Clock clock) {
    return new PipelineHistory(clock);
  }

  @Provides
  @Singleton
  PipelineEvents events(PrometheusMeterRegistry registry, PipelineHistory history, Clock clock) {
    List<PipelineEvents> all = new ArrayList<>(listeners);
    all.add(history);
    all.add(new MicrometerPipelineEvents(registry, clock));
    all.add(new LoggingPipelineEvents(clock));
    return new CompositePipelineEvents(all);
  }
}
