package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.runtime.GracefulStop;
import io.sluice.bootstrap.website.Website;
import io.sluice.bootstrap.wiring.PipelineApplication;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice website}. */
@Command(
    name = "website",
    description = {
      "Serves the demo shop: its pages send events to the ingest API, and show how far each has come.",
      "It reads the table of the configuration, and never writes to it."
    })
final class WebsiteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private LogOptions log;

  @Override
  public Integer call() throws InterruptedException {
    LoadedConfig loaded = Configurations.ofPipeline(config, log.settings());
    GracefulStop stop = PipelineApplication.prepareProcess(loaded);
    Website.of(loaded).run(stop, this::opened);
    return ExitCode.OK;
  }

  private void opened(int port) {
    spec.commandLine().getOut().println("Website: http://localhost:" + port + "/");
    spec.commandLine().getOut().flush();
  }
}
