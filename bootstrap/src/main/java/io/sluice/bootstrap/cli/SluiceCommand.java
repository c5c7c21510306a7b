package io.sluice.bootstrap.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code sluice} itself. */
@Command(
    name = "sluice",
    versionProvider = Version.class,
    description = "Moves events from Kafka into Delta Lake tables, exactly once.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done, or stopped by SIGTERM or SIGINT with everything committed that was read",
      " 1:a defect in Sluice",
      " 2:the command line is wrong",
      " 3:out of memory",
      "65:the data or its offsets violate the configured policy",
      "69:a service that Sluice depends on does not answer",
      "74:the store refuses, is full, or holds something unreadable",
      "75:temporary failure, or --until-end stopped before the end: try again",
      "77:the credentials do not allow it",
      "78:the configuration is wrong, or names something that does not exist",
      "130, 143:stopped by SIGINT or SIGTERM before everything read was committed"
    },
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      IngestApiCommand.class,
      WebsiteCommand.class,
      ValidateCommand.class,
      ConfigCommand.class,
      TableCommand.class,
      ReconcileCommand.class,
      VersionCommand.class
    })
final class SluiceCommand implements Runnable {
  @Spec private CommandSpec spec;

  // Picocli acts on these two itself.
  @SuppressWarnings("unused")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @SuppressWarnings("unused")
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show a stack trace with every error.")
  private boolean debug;

  boolean isDebug() {
    return debug;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
