package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the configuration together: {@code --set} arguments over environment variables over the file
 * over the modules' defaults. A key that nobody knows is an error.
 */
public final class ConfigLoader {
  private static final String LOCATION = "sluice.table.location";

  private final KeyCatalog catalog;
  private final Map<String, String> environment;

  /**
   * Loads what the catalog knows.
   *
   * @param environment the process's variables
   */
  public ConfigLoader(KeyCatalog catalog, Map<String, String> environment) {
    this.catalog = catalog;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Loads it.
   *
   * @param file in HOCON or JSON
   * @param settings {@code key=value} each
   * @throws SluiceException {@code CONFIGURATION} when something in it cannot be used, {@code
   *     PERMISSION} when the file may not be read
   */
  public LoadedConfig load(Optional<Path> file, List<String> settings) {
    EnvironmentOverrides.Overrides overrides = new EnvironmentOverrides(catalog).read(environment);
    Config outside = arguments(settings).withFallback(overrides.config());
    try {
      Config below = file.map(ConfigLoader::parse).orElse(ConfigFactory.empty());
      Config resolved = outside.withFallback(below).withFallback(catalog.defaults()).resolve();
      new KeyCheck(catalog).check(resolved.root());
      // Once more on top: below a free-form key the file may spell the same key as nested objects.
      Config flat = outside.withFallback(new FreeFormKeys(catalog).flatten(resolved));
      return modernized(new LoadedConfig(flat, overrides.warnings()));
    } catch (ConfigException e) {
      throw ConfigFaults.translate(e);
    }
  }

  private static LoadedConfig modernized(LoadedConfig loaded) {
    Config config = loaded.config();
    if (!config.hasPath(LOCATION)
        || config.getValue(LOCATION).valueType() != ConfigValueType.STRING) {
      return loaded;
    }
    String location = config.getString(LOCATION);
    return LegacyLocations.modern(location)
        .map(
            modern -> {
              List<String> warnings = new ArrayList<>(loaded.warnings());
              warnings.add(LegacyLocations.notice(LOCATION, location, modern));
              return new LoadedConfig(
                  config.withValue(
                      LOCATION,
                      ConfigValueFactory.fromAnyRef(modern)
                          .withOrigin(config.getValue(LOCATION).origin())),
                  warnings);
            })
        .orElse(loaded);
  }

  private static Config parse(Path file) {
    if (Files.isDirectory(file)) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot read configuration " + file + ": it is a folder",
          "name the file in it with --config");
    }
    if (!Files.isRegularFile(file)) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot read configuration " + file + ": there is no such file",
          "name an existing file with --config");
    }
    if (!Files.isReadable(file)) {
      throw new SluiceException(
          ErrorCode.PERMISSION,
          "Cannot read configuration " + file + ": access denied",
          "let this user read the file");
    }
    // Absolute, because a file without a folder before its name could include none that lie beside
    // it.
    return ConfigFactory.parseFile(
        file.toAbsolutePath().toFile(),
        ConfigParseOptions.defaults().setAllowMissing(false).setSyntax(ConfigSyntax.CONF));
  }

  private Config arguments(List<String> settings) {
    Config config = ConfigFactory.empty();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new SluiceException(
            ErrorCode.USAGE,
            "Cannot read the --set argument: there is no key=value in it",
            "write --set sluice.flush.max-age=5s");
      }
      String path = setting.substring(0, equals).strip();
      config =
          Setting.of(catalog, path)
              .toConfig(setting.substring(equals + 1).strip(), "--set " + path)
              .withFallback(config);
    }
    return config;
  }
}
