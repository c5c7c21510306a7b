package io.sluice.bootstrap.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What goes to standard error while a pipeline runs. */
final class LogOptions {
  @Option(names = "--log-format", paramLabel = "text|json", description = "How log lines look.")
  private String format;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "error, warn, info, debug or trace.")
  private String level;

  /** As settings, which win over those of the configuration. */
  List<String> settings() {
    List<String> settings = new ArrayList<>();
    if (format != null) {
      settings.add("sluice.log.format=" + format);
    }
    if (level != null) {
      settings.add("sluice.log.level=" + level);
    }
    return settings;
  }
}
