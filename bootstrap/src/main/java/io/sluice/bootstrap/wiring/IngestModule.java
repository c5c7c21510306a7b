package io.sluice.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.typesafe.config.Config;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.bootstrap.config.ConfigFaults;
import io.sluice.bootstrap.config.IngestConfig;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.PipelineConfig;
import io.sluice.bootstrap.ingest.IngestServer;
import io.sluice.bootstrap.metrics.IngestMeters;
import io.sluice.bootstrap.metrics.ProcessMetrics;
import io.sluice.bootstrap.runtime.ClosingService;
import io.sluice.bootstrap.runtime.ServiceLifecycle;
import io.sluice.kafka.PublisherConfig;
import io.sluice.ports.out.EventPublisher;
import java.util.List;

/** The ingest API and what it rests on. */
final class IngestModule extends AbstractModule {
  private final PublisherConfig publisher;
  private final IngestConfig ingest;
  private final PipelineConfig process;

  IngestModule(Config config) {
    ConfigFaults faults = new ConfigFaults(KeyCatalog.ofClassPath());
    this.publisher = faults.read(config, PublisherConfig::from);
    this.ingest = faults.read(config, IngestConfig::from);
    this.process = faults.read(config, PipelineConfig::from);
  }

  @Override
  protected void configure() {
    bind(PublisherConfig.class).toInstance(publisher);
  }

  @Provides
  @Singleton
  PrometheusMeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Provides
  @Singleton
  ProcessMetrics processMetrics(PrometheusMeterRegistry registry) {
    return new ProcessMetrics(registry);
  }

  @Provides
  @Singleton
  IngestServer server(EventPublisher publisher, PrometheusMeterRegistry registry) {
    return new IngestServer(
        ingest, publisher, new IngestMeters(registry), registry::scrape, process.shutdownTimeout());
  }

  /** The server stops first: what it has begun is still published. */
  @Provides
  @Singleton
  ServiceLifecycle services(ProcessMetrics metrics, EventPublisher publisher, IngestServer server) {
    return new ServiceLifecycle(
        List.of(new ClosingService(metrics), new ClosingService(publisher), server));
  }
}
