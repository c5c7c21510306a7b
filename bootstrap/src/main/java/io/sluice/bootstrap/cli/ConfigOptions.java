package io.sluice.bootstrap.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the configuration comes from. */
final class ConfigOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration, in HOCON or JSON. What it leaves out has its default.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides one key; lists by comma. May be repeated.")
  private List<String> settings = new ArrayList<>();

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  List<String> settings() {
    return settings;
  }
}
