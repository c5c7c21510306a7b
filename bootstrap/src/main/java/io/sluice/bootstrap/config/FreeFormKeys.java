package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;

/**
 * Brings the users' own keys into one form: {@code security.protocol = SSL} is a nested object to
 * HOCON, {@code "security.protocol" = SSL} is not, and both mean the same property.
 */
final class FreeFormKeys {
  private final KeyCatalog catalog;

  FreeFormKeys(KeyCatalog catalog) {
    this.catalog = catalog;
  }

  Config flatten(Config config) {
    Config flat = config;
    for (KeyCatalog.Key key : catalog.keys()) {
      if (key.isFreeForm() && config.hasPath(key.path())) {
        ConfigObject object = config.getObject(key.path());
        ConfigObject properties =
            flatten("", object, ConfigFactory.empty().root()).withOrigin(object.origin());
        flat = flat.withValue(key.path(), properties);
      }
    }
    return flat;
  }

  private static ConfigObject flatten(String parent, ConfigObject object, ConfigObject into) {
    ConfigObject flat = into;
    for (var entry : object.entrySet()) {
      String name = parent.isEmpty() ? entry.getKey() : parent + "." + entry.getKey();
      ConfigValue value = entry.getValue();
      flat =
          value instanceof ConfigObject nested
              ? flatten(name, nested, flat)
              : flat.withValue(name, value);
    }
    return flat;
  }
}
