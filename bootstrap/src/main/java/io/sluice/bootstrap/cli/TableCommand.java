package io.sluice.bootstrap.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice table}. */
@Command(
    name = "table",
    description = "Looks into a table.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TableDescribeCommand.class, TableReadCommand.class, TableVerifyCommand.class})
final class TableCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
