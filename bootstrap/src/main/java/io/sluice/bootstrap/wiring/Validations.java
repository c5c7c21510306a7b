package io.sluice.bootstrap.wiring;

import com.google.inject.Injector;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.sluice.bootstrap.config.ConfigFaults;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.config.RunMode;
import io.sluice.bootstrap.metrics.ProcessMetrics;
import io.sluice.kafka.source.DeadLetterTopicCheck;
import io.sluice.ports.application.PipelineSettings;
import io.sluice.ports.application.TableFit;
import io.sluice.ports.out.DataFileWriter;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TopicCatalog;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Validates a configuration against the real source and the real store. */
public final class Validations {
  private static final String REQUEST_TIMEOUT = "sluice.kafka.request-timeout";
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Validations() {}

  /**
   * Runs all checks.
   *
   * @param findings gets each as soon as it is known
   */
  public static void of(LoadedConfig loaded, Consumer<Validation.Finding> findings) {
    Config config = impatient(loaded.config());
    Injector injector = ApplicationModules.pipeline(config, RunMode.UNTIL_END, List.of());
    ProcessMetrics metrics = injector.getInstance(ProcessMetrics.class);
    try (TopicCatalog catalog = injector.getInstance(TopicCatalog.class);
        TableLog log = injector.getInstance(TableLog.class)) {
      PipelineSettings settings = injector.getInstance(PipelineSettings.class);
      DataFileWriter writer = injector.getInstance(DataFileWriter.class);
      new Validation(
              settings,
              catalog,
              injector.getInstance(DeadLetterTopicCheck.class),
              log,
              new TableFit(settings.table(), writer))
          .check(findings);
    } finally {
      metrics.close();
    }
  }

  /** Somebody sits there and waits. */
  private static Config impatient(Config config) {
    boolean isLong =
        new ConfigFaults(KeyCatalog.ofClassPath())
            .read(config, read -> read.getDuration(REQUEST_TIMEOUT).compareTo(LONGEST) > 0);
    return isLong
        ? config.withValue(
            REQUEST_TIMEOUT, ConfigValueFactory.fromAnyRef(LONGEST.toSeconds() + " s"))
        : config;
  }
}
