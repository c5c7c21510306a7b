package io.sluice.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.name.Names;
import com.typesafe.config.Config;
import io.sluice.bootstrap.config.ConfigFaults;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.PipelineConfig;
import io.sluice.bootstrap.config.RunMode;
import io.sluice.kafka.KafkaConfig;
import io.sluice.kafka.decode.SchemaConfig;

/** The settings of the flow and of its source. */
final class PipelineSettingsModule extends AbstractModule {
  private final PipelineConfig pipeline;
  private final KafkaConfig kafka;
  private final SchemaConfig schema;
  private final RunMode mode;

  PipelineSettingsModule(Config config, RunMode mode) {
    ConfigFaults faults = new ConfigFaults(KeyCatalog.ofClassPath());
    pipeline = faults.read(config, PipelineConfig::from);
    kafka = faults.read(config, KafkaConfig::from).withPollsOfAtMost(pipeline.flush().maxRows());
    schema = faults.read(config, SchemaConfig::from);
    this.mode = mode;
  }

  @Override
  protected void configure() {
    bind(PipelineConfig.class).toInstance(pipeline);
    bind(String.class).annotatedWith(Names.named("pipeline")).toInstance(pipeline.pipeline());
    bind(KafkaConfig.class).toInstance(kafka);
    bind(SchemaConfig.class).toInstance(schema);
    bind(RunMode.class).toInstance(mode);
  }
}
