package io.sluice.bootstrap.wiring;

import com.google.inject.Injector;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.config.RunMode;
import io.sluice.bootstrap.metrics.ProcessMetrics;
import io.sluice.kafka.source.DeadLetterTopicCheck;
import io.sluice.ports.application.PipelineSettings;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TopicCatalog;
import java.util.List;

/** Validates a configuration against the real source and the real store. */
public final class Validations {
  private Validations() {}

  /** Runs all checks. */
  public static List<Validation.Finding> of(LoadedConfig loaded) {
    Injector injector = ApplicationModules.pipeline(loaded.config(), RunMode.UNTIL_END, List.of());
    ProcessMetrics metrics = injector.getInstance(ProcessMetrics.class);
    try (TopicCatalog catalog = injector.getInstance(TopicCatalog.class);
        TableLog log = injector.getInstance(TableLog.class)) {
      return new Validation(
              injector.getInstance(PipelineSettings.class),
              catalog,
              injector.getInstance(DeadLetterTopicCheck.class),
              log)
          .findings();
    } finally {
      metrics.close();
    }
  }
}
