package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads {@code SLUICE_…} variables: a key in upper case with {@code .} and {@code -} as {@code _};
 * lists as {@link ListText}; a secret also from the file that {@code …_FILE} names. Below a
 * free-form key, the rest of the variable is the key in lower case with {@code _} as {@code .}.
 */
final class EnvironmentOverrides {
  private static final String PREFIX = "SLUICE_";
  private static final String FILE_SUFFIX = "_FILE";

  /** The launcher's own. */
  private static final Set<String> RESERVED = Set.of("SLUICE_JAVA_OPTS", "SLUICE_HOME");

  private final KeyCatalog catalog;
  private final Map<String, KeyCatalog.Key> byVariable = new TreeMap<>();

  EnvironmentOverrides(KeyCatalog catalog) {
    this.catalog = catalog;
    catalog.keys().forEach(key -> byVariable.put(key.variable(), key));
  }

  static String variable(String path) {
    return path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  Overrides read(Map<String, String> environment) {
    Config config = ConfigFactory.empty();
    List<String> warnings = new ArrayList<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
      String name = entry.getKey();
      if (!name.startsWith(PREFIX) || RESERVED.contains(name)) {
        continue;
      }
      Optional<Config> override = override(name, entry.getValue(), environment);
      if (override.isPresent()) {
        config = override.get().withFallback(config);
      } else {
        warnings.add(unknown(name));
      }
    }
    return new Overrides(config, warnings);
  }

  private Optional<Config> override(String name, String value, Map<String, String> environment) {
    Optional<Setting> plain = find(name);
    if (plain.isPresent()) {
      return plain.map(setting -> setting.toConfig(value, origin(name)));
    }
    if (!name.endsWith(FILE_SUFFIX)) {
      return Optional.empty();
    }
    String plainName = name.substring(0, name.length() - FILE_SUFFIX.length());
    Optional<Setting> secret = find(plainName).filter(Setting::isSecret);
    if (secret.isPresent() && environment.containsKey(plainName)) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot read "
              + secret.get().path()
              + ": both "
              + plainName
              + " and "
              + name
              + " are set",
          "unset one of them");
    }
    return secret.map(setting -> setting.toConfig(content(name, value), origin(name)));
  }

  private Optional<Setting> find(String name) {
    KeyCatalog.Key key = byVariable.get(name);
    if (key != null && !key.isFreeForm()) {
      return Optional.of(Setting.of(catalog, key.path()));
    }
    return catalog.keys().stream()
        .filter(candidate -> candidate.isFreeForm() && name.startsWith(candidate.variable() + "_"))
        .filter(candidate -> !isFileOfSecret(candidate, name))
        .findFirst()
        .map(
            candidate ->
                Setting.of(
                    catalog,
                    candidate.path()
                        + "."
                        + FreeFormVariables.key(candidate, name, rest(candidate, name))));
  }

  private static boolean isFileOfSecret(KeyCatalog.Key freeForm, String name) {
    return name.endsWith(FILE_SUFFIX)
        && Secrets.isSecret(
            rest(freeForm, name.substring(0, name.length() - FILE_SUFFIX.length())));
  }

  private static String rest(KeyCatalog.Key freeForm, String name) {
    int start = Math.min(name.length(), freeForm.variable().length() + 1);
    return name.substring(start).toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static String origin(String name) {
    return "environment variable " + name;
  }

  private static String content(String name, String file) {
    try {
      return Files.readString(Path.of(file)).stripTrailing();
    } catch (IOException e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot read the file that " + name + " names: " + file,
          "name a text file that this user may read",
          e);
    }
  }

  private String unknown(String name) {
    KeyCatalog.Key freeForm = byVariable.get(name);
    if (freeForm != null) {
      return "ignored environment variable %s: %s takes single keys, as %s_KEY=value"
          .formatted(name, freeForm.path(), name);
    }
    String text = "ignored environment variable " + name + ": there is no such key";
    return Suggestions.closest(name, byVariable.keySet().stream())
        .map(meant -> text + " (did you mean " + meant + "?)")
        .orElse(text);
  }

  /**
   * What the environment says.
   *
   * @param warnings one line each
   */
  record Overrides(Config config, List<String> warnings) {}
}
