package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.LoadedConfig;
import java.util.ArrayList;
import java.util.List;

/** Loads what the options name, with the environment of this process. */
final class Configurations {
  private Configurations() {}

  /**
   * @param stronger settings that win over the options
   */
  static LoadedConfig load(ConfigOptions options, List<String> stronger) {
    List<String> settings = new ArrayList<>(options.settings());
    settings.addAll(stronger);
    return new ConfigLoader(KeyCatalog.ofClassPath(), System.getenv())
        .load(options.file(), settings);
  }
}
