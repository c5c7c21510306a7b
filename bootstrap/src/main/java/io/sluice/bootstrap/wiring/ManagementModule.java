package io.sluice.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.typesafe.config.Config;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.bootstrap.config.ConfigFaults;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.ManagementConfig;
import io.sluice.bootstrap.config.PipelineConfig;
import io.sluice.bootstrap.http.Health;
import io.sluice.bootstrap.http.ManagementServer;
import io.sluice.bootstrap.metrics.ProcessMetrics;
import io.sluice.bootstrap.operations.OperationsPage;
import io.sluice.bootstrap.operations.PipelineHistory;
import io.sluice.bootstrap.operations.PipelineIdentity;
import io.sluice.bootstrap.runtime.ClosingService;
import io.sluice.bootstrap.runtime.ServiceLifecycle;
import io.sluice.delta.DeltaConfig;
import io.sluice.kafka.publish.KafkaDeadLetterSink;
import io.sluice.ports.in.PipelineControl;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TopicCatalog;
import java.util.List;

/** What runs around a pipeline. */
final class ManagementModule extends AbstractModule {
  private final ManagementConfig config;

  ManagementModule(Config config) {
    this.config = new ConfigFaults(KeyCatalog.ofClassPath()).read(config, ManagementConfig::from);
  }

  @Provides
  @Singleton
  ManagementServer server(
      PipelineControl control, PrometheusMeterRegistry registry, OperationsPage page) {
    return new ManagementServer(config, new Health(control::status), registry::scrape, page);
  }

  @Provides
  @Singleton
  OperationsPage page(
      PipelineConfig pipeline,
      DeltaConfig delta,
      PipelineHistory history,
      PipelineControl control) {
    PipelineIdentity identity =
        new PipelineIdentity(
            pipeline.pipeline(), delta.location().toString(), pipeline.flush().maxAge());
    return new OperationsPage(identity, history, control::status);
  }

  /**
   * Each is closed before what stands in front of it. Threads and source open nothing before the
   * pipeline runs, and it closes them itself.
   */
  @Provides
  @Singleton
  ServiceLifecycle services(
      ProcessMetrics metrics,
      StorageBackends backends,
      TopicCatalog catalog,
      TableLog log,
      KafkaDeadLetterSink deadLetters,
      ManagementServer server) {
    return new ServiceLifecycle(
        List.of(
            new ClosingService(metrics),
            new ClosingService(backends),
            new ClosingService(catalog),
            new ClosingService(log),
            new ClosingService(deadLetters),
            server));
  }
}
