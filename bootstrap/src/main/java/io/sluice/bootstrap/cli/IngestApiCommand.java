package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.runtime.GracefulStop;
import io.sluice.bootstrap.wiring.IngestApplication;
import io.sluice.bootstrap.wiring.PipelineApplication;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice ingest-api}. */
@Command(
    name = "ingest-api",
    description = {
      "Takes events over HTTP and puts them into a topic: POST /events on sluice.ingest.port.",
      "A request is answered with 202 when all of its events are in the topic, acknowledged by"
          + " every in-sync replica.",
      "SIGTERM and SIGINT let it answer what it has begun and end it with 0."
    })
final class IngestApiCommand implements Callable<Integer> {
  @Mixin private ConfigOptions config;
  @Mixin private LogOptions log;

  @Override
  public Integer call() throws InterruptedException {
    LoadedConfig loaded = Configurations.load(config, log.settings());
    GracefulStop stop = PipelineApplication.prepareProcess(loaded);
    IngestApplication.create(loaded).run(stop);
    return ExitCode.OK;
  }
}
