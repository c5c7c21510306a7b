package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;

/** Renders the effective configuration; secrets are masked. */
public final class ConfigPrinter {
  private ConfigPrinter() {}

  /** As HOCON, without comments. */
  public static String hocon(Config config) {
    return masked(config).render(hoconOptions().setComments(false));
  }

  /** As HOCON, each key under its comment. */
  public static String commentedHocon(Config config) {
    return masked(config).render(hoconOptions().setComments(true));
  }

  /** As JSON. */
  public static String json(Config config) {
    return masked(config).render(ConfigRenderOptions.concise().setFormatted(true));
  }

  private static ConfigRenderOptions hoconOptions() {
    return ConfigRenderOptions.defaults().setJson(false).setOriginComments(false);
  }

  private static ConfigObject masked(Config config) {
    return Secrets.mask(config.root().withOnlyKey(KeyCatalog.ROOT));
  }
}
