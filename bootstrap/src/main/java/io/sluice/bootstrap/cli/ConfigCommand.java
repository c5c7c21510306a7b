package io.sluice.bootstrap.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice config}. */
@Command(
    name = "config",
    description = "Shows the configuration.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ConfigPrintCommand.class)
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
