package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.ConfigPrinter;
import io.sluice.bootstrap.config.LoadedConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice config print}. */
@Command(
    name = "print",
    description = "Shows every key with the value that is in force; secrets are masked.")
final class ConfigPrintCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Option(
      names = "--output",
      paramLabel = "hocon|json",
      defaultValue = "hocon",
      description = "The form (default: ${DEFAULT-VALUE}).")
  private Form form;

  @Option(names = "--comments", description = "Show what each key means; for HOCON.")
  private boolean comments;

  enum Form {
    HOCON,
    JSON
  }

  @Override
  public void run() {
    LoadedConfig loaded = Configurations.load(config, spec.commandLine().getErr());
    spec.commandLine().getOut().println(render(loaded).stripTrailing());
  }

  private String render(LoadedConfig loaded) {
    if (form == Form.JSON) {
      return ConfigPrinter.json(loaded.config());
    }
    return comments
        ? ConfigPrinter.commentedHocon(loaded.config())
        : ConfigPrinter.hocon(loaded.config());
  }
}
