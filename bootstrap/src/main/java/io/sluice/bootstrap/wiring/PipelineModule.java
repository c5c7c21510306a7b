package io.sluice.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.sluice.bootstrap.config.PipelineConfig;
import io.sluice.bootstrap.config.RunMode;
import io.sluice.delta.DeltaConfig;
import io.sluice.delta.parquet.ParquetConfig;
import io.sluice.delta.parquet.ParquetDataFileWriter;
import io.sluice.kafka.KafkaConfig;
import io.sluice.kafka.decode.JsonRecordDecoder;
import io.sluice.kafka.decode.SchemaConfig;
import io.sluice.ports.application.Pipeline;
import io.sluice.ports.application.PipelinePorts;
import io.sluice.ports.application.PipelineSettings;
import io.sluice.ports.in.PipelineControl;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.DataFileWriter;
import io.sluice.ports.out.DeadLetterSink;
import io.sluice.ports.out.PipelineEvents;
import io.sluice.ports.out.RecordDecoder;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.Threads;
import io.sluice.ports.out.TopicCatalog;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The loop, between the ports. */
final class PipelineModule extends AbstractModule {
  @Provides
  @Singleton
  PipelineControl control(PipelineSettings settings, Inputs inputs, Outputs outputs, Means means) {
    return new Pipeline(
        settings,
        new PipelinePorts(
            inputs.source(),
            inputs.catalog(),
            inputs.decoder(),
            outputs.writer(),
            outputs.log(),
            outputs.deadLetters(),
            outputs.events(),
            means.clock(),
            means.threads(),
            means.random()));
  }

  @Provides
  @Singleton
  PipelineSettings settings(
      PipelineConfig pipeline,
      KafkaConfig kafka,
      DeltaConfig delta,
      SchemaConfig schema,
      RunMode mode) {
    return new PipelineSettings(
        pipeline.pipeline(),
        kafka.start().policy(),
        kafka.start().onGap(),
        pipeline.flush(),
        new PipelineSettings.Table(
            delta.location().toString(),
            delta.partitionBy(),
            delta.properties(),
            schema.declared().map(schema::complete)),
        new PipelineSettings.Limits(
            pipeline.lanes(), pipeline.queueBytes(), pipeline.revokeTimeout()),
        mode == RunMode.UNTIL_END);
  }

  @Provides
  @Singleton
  Inputs inputs(RecordSource source, TopicCatalog catalog, SchemaConfig schema) {
    return new Inputs(source, catalog, new JsonRecordDecoder(schema));
  }

  @Provides
  @Singleton
  Outputs outputs(
      DataFileWriter writer,
      TableLog log,
      Map<String, DeadLetterSink> sinks,
      PipelineConfig config,
      PipelineEvents events) {
    String sink = config.deadLetters().name().toLowerCase(Locale.ROOT);
    return new Outputs(writer, log, sinks.get(sink), events);
  }

  @Provides
  @Singleton
  DataFileWriter writer(
      StorageBackends backends, DeltaConfig delta, ParquetConfig parquet, Clock clock) {
    return new ParquetDataFileWriter(
        backends.of(delta.location()).objects(), delta.location(), parquet, clock);
  }

  @Provides
  @Singleton
  Means means(Clock clock, Threads threads, RandomGenerator random) {
    return new Means(clock, threads, random);
  }

  /** Where records come from. */
  record Inputs(RecordSource source, TopicCatalog catalog, RecordDecoder decoder) {}

  /** Where they go. */
  record Outputs(
      DataFileWriter writer, TableLog log, DeadLetterSink deadLetters, PipelineEvents events) {}

  /** What it works with. */
  record Means(Clock clock, Threads threads, RandomGenerator random) {}
}
