package io.sluice.bootstrap.wiring;

import com.google.inject.Injector;
import com.typesafe.config.Config;
import io.sluice.bootstrap.config.ConfigFaults;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.config.LogConfig;
import io.sluice.bootstrap.config.PipelineConfig;
import io.sluice.bootstrap.config.RunMode;
import io.sluice.bootstrap.http.ManagementServer;
import io.sluice.bootstrap.logging.LogSetup;
import io.sluice.bootstrap.runtime.GracefulStop;
import io.sluice.bootstrap.runtime.ProcessSignals;
import io.sluice.bootstrap.runtime.ServiceLifecycle;
import io.sluice.delta.DeltaConfig;
import io.sluice.domain.table.Location;
import io.sluice.kafka.KafkaConfig;
import io.sluice.kafka.source.DeadLetterTopicCheck;
import io.sluice.ports.in.PipelineControl;
import io.sluice.ports.in.PipelineResult;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.PipelineEvents;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TopicCatalog;
import io.sluice.storage.StorageConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pipeline with everything around it, as one process runs it. */
public final class PipelineApplication {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineApplication.class);

  /** For leaving the group and closing, after the last commit. */
  private static final Duration MARGIN = Duration.ofSeconds(4);

  private final Injector injector;

  private PipelineApplication(Injector injector) {
    this.injector = injector;
  }

  /** Puts it together; nothing runs and nothing connects yet. */
  public static PipelineApplication create(
      LoadedConfig loaded, RunMode mode, List<PipelineEvents> listeners) {
    return new PipelineApplication(ApplicationModules.pipeline(loaded.config(), mode, listeners));
  }

  /** Sets up log and signals of this process. */
  public static GracefulStop prepareProcess(LoadedConfig loaded) {
    ConfigFaults faults = new ConfigFaults(KeyCatalog.ofClassPath());
    Config config = loaded.config();
    LogSetup.apply(faults.read(config, LogConfig::from));
    loaded.warnings().forEach(LOG::warn);
    Duration grace = faults.read(config, PipelineConfig::from).shutdownTimeout().plus(MARGIN);
    GracefulStop stop = new GracefulStop(grace, Runtime.getRuntime()::halt);
    ProcessSignals.leadTo(stop);
    return stop;
  }

  /**
   * Runs the pipeline with its services until it ends or is asked to.
   *
   * @param stop where requests to end come from
   * @throws io.sluice.domain.error.SluiceException when it cannot go on
   */
  public PipelineResult run(GracefulStop stop) throws IOException, InterruptedException {
    PipelineControl control = injector.getInstance(PipelineControl.class);
    Duration within = injector.getInstance(PipelineConfig.class).shutdownTimeout();
    PipelineResult result =
        injector
            .getInstance(ServiceLifecycle.class)
            .<PipelineResult, IOException>around(
                () -> {
                  check();
                  stop.whenAsked(() -> control.stop(within));
                  return control.run();
                });
    LOG.atInfo()
        .addKeyValue("rows", result.rows())
        .addKeyValue("dead_letters", result.deadLetters())
        .addKeyValue("commits", result.commits())
        .addKeyValue("reached_end", result.reachedEnd())
        .addKeyValue("settled", result.settled())
        .log("Ended");
    return result;
  }

  private void check() throws IOException {
    LOG.atInfo()
        .addKeyValue("servers", injector.getInstance(KafkaConfig.class).bootstrapServers())
        .log("Waiting for Kafka");
    Location table = injector.getInstance(DeltaConfig.class).location();
    StartCheck check =
        new StartCheck(
            injector.getInstance(TopicCatalog.class),
            injector.getInstance(DeadLetterTopicCheck.class),
            injector.getInstance(TableLog.class),
            injector.getInstance(StorageBackends.class).of(table),
            table);
    if (injector.getInstance(StorageConfig.class).singleWriter()) {
      LOG.atWarn()
          .addKeyValue("table", table)
          .log(
              "sluice.storage.single-writer = true: whether two writers can overwrite each other's"
                  + " commits was not tried; no other process may write to the table");
      check.require();
    } else {
      check.requireWithStore();
    }
    StartCleaning.of(table, injector.getInstance(Clock.class).now());
  }

  /** The port of the management endpoints, once they are open. */
  public int managementPort() {
    return injector.getInstance(ManagementServer.class).port();
  }
}
