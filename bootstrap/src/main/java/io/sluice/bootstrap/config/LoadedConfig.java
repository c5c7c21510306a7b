package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import java.util.List;

/**
 * The effective configuration.
 *
 * @param config every key of every module; its keys are known, its values not yet checked
 * @param warnings what to tell the user, one line each
 */
public record LoadedConfig(Config config, List<String> warnings) {
  public LoadedConfig {
    warnings = List.copyOf(warnings);
  }
}
