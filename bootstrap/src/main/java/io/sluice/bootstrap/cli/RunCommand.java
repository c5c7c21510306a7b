package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.RunMode;
import io.sluice.bootstrap.wiring.PipelineApplication;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice run}. */
@Command(
    name = "run",
    description = {
      "Moves what the topics get into the table, until it is stopped.",
      "SIGTERM and SIGINT commit what was read and end it with 0."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private ConfigOptions config;
  @Mixin private LogOptions log;

  @Option(
      names = "--until-end",
      description =
          "End when everything that the topics hold now is in the table, whoever put it there.")
  private boolean untilEnd;

  @Override
  public Integer call() throws Exception {
    PipelineApplication.run(
        Configurations.load(config, log.settings()),
        untilEnd ? RunMode.UNTIL_END : RunMode.FOREVER,
        List.of());
    return ExitCode.OK;
  }
}
