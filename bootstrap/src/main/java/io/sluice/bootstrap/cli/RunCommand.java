package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.RunMode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice run}. */
@Command(
    name = "run",
    description = {
      "Moves what the topics get into the table, until it is stopped.",
      "SIGTERM and SIGINT commit what was read and end it with 0; where that takes longer than"
          + " sluice.shutdown-timeout, with 143 or 130.",
      "With --until-end, a stop before the end ends it with 75."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private LogOptions log;

  @Option(
      names = "--until-end",
      description =
          "End when everything that the topics hold now is in the table, whoever put it there.")
  private boolean untilEnd;

  @Override
  public Integer call() throws Exception {
    return PipelineRun.of(
        Configurations.ofPipeline(config, log.settings()),
        untilEnd ? RunMode.UNTIL_END : RunMode.FOREVER,
        spec.commandLine().getErr());
  }
}
