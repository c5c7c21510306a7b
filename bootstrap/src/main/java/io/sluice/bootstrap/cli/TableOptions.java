package io.sluice.bootstrap.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which table, and how to show it. */
final class TableOptions {
  @Parameters(
      paramLabel = "LOCATION",
      description = "A path, or a URI such as file:///data/flights.")
  private String location;

  @Mixin private ConfigOptions config;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json|csv",
      defaultValue = "table",
      description = "The form (default: ${DEFAULT-VALUE}).")
  private OutputFormat output;

  String location() {
    return location;
  }

  ConfigOptions config() {
    return config;
  }

  /** One csv holds one kind of rows: half of the answer would look like all of it. */
  void requireNoCsv(CommandSpec spec) {
    if (output == OutputFormat.CSV) {
      throw new ParameterException(
          spec.commandLine(), "csv cannot hold all of it; use --output json");
    }
  }

  OutputFormat output() {
    return output;
  }
}
