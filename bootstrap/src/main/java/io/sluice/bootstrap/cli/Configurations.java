package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Loads what the options name, with the environment of this process. */
final class Configurations {
  private static final String LOCATION = "sluice.table.location";

  private Configurations() {}

  /** Loads it, and says what in it has no effect. */
  static LoadedConfig load(ConfigOptions options, PrintWriter err) {
    LoadedConfig loaded = load(options, List.of());
    loaded.warnings().forEach(warning -> err.println("sluice: " + warning));
    err.flush();
    return loaded;
  }

  /** The same for what cannot do without a table. */
  static LoadedConfig ofPipeline(ConfigOptions options, PrintWriter err) {
    LoadedConfig loaded = load(options, err);
    requireTable(options, loaded);
    return loaded;
  }

  /**
   * For what logs the warnings itself.
   *
   * @param stronger settings that win over the options
   */
  static LoadedConfig ofPipeline(ConfigOptions options, List<String> stronger) {
    LoadedConfig loaded = load(options, stronger);
    requireTable(options, loaded);
    return loaded;
  }

  private static void requireTable(ConfigOptions options, LoadedConfig loaded) {
    if (loaded.config().hasPath(LOCATION)) {
      return;
    }
    throw new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot use " + LOCATION + ": it is not set",
        options.file().isPresent()
            ? "set it in " + options.file().get() + ", or with --set " + LOCATION + "=…"
            : "name a configuration with --config FILE, or set it with --set " + LOCATION + "=…");
  }

  /**
   * For what needs no table and logs the warnings itself.
   *
   * @param stronger settings that win over the options
   */
  static LoadedConfig load(ConfigOptions options, List<String> stronger) {
    List<String> settings = new ArrayList<>(options.settings());
    settings.addAll(stronger);
    return new ConfigLoader(KeyCatalog.ofClassPath(), System.getenv())
        .load(options.file(), settings);
  }
}
