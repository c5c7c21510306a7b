package io.sluice.bootstrap.wiring;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import com.typesafe.config.Config;
import io.sluice.bootstrap.config.RunMode;
import io.sluice.delta.DeltaModule;
import io.sluice.domain.error.SluiceException;
import io.sluice.kafka.KafkaModule;
import io.sluice.kafka.PublisherModule;
import io.sluice.ports.out.PipelineEvents;
import io.sluice.storage.StorageModule;
import java.util.Collection;
import java.util.List;

/** The modules that make up a process. Bindings are explicit and checked when it starts. */
public final class ApplicationModules {
  private ApplicationModules() {}

  /**
   * For moving records.
   *
   * @param listeners hear of what happens beside the log and the metrics
   */
  static Injector pipeline(Config config, RunMode mode, Collection<PipelineEvents> listeners) {
    TableSettingsModule table = new TableSettingsModule(config);
    return injector(
        List.of(
            new StrictModule(),
            table,
            new PipelineSettingsModule(config, mode),
            new RuntimeModule(),
            new StorageModule(table.storage()),
            new DeltaModule(),
            new KafkaModule(),
            new PipelineModule(),
            new ObservationModule(listeners),
            new ManagementModule(config)));
  }

  /** For looking into tables. */
  static Injector tables(Config config) {
    TableSettingsModule table = new TableSettingsModule(config);
    return injector(
        List.of(
            new StrictModule(),
            table,
            new RuntimeModule(),
            new StorageModule(table.storage()),
            new DeltaModule(),
            new InspectionModule()));
  }

  /** For taking events over HTTP. */
  static Injector ingest(Config config) {
    return injector(List.of(new StrictModule(), new PublisherModule(), new IngestModule(config)));
  }

  private static Injector injector(List<Module> modules) {
    try {
      return Guice.createInjector(Stage.PRODUCTION, modules);
    } catch (CreationException e) {
      // Several bindings fail for one reason, and then Guice names none as the cause.
      throw e.getErrorMessages().stream()
          .map(Message::getCause)
          .filter(SluiceException.class::isInstance)
          .map(SluiceException.class::cast)
          .findFirst()
          .orElseThrow(() -> e);
    }
  }
}
