package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** Turns what goes wrong while the configuration is read into one line that says where. */
public final class ConfigFaults {
  private static final String SEE = "\"sluice config print --comments\" shows every key";

  private final KeyCatalog catalog;

  public ConfigFaults(KeyCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Reads one part of the configuration.
   *
   * @throws SluiceException {@code CONFIGURATION} naming the key and where its value stands
   */
  public <T> T read(Config config, Function<Config, T> reader) {
    try {
      return reader.apply(config);
    } catch (ConfigException e) {
      throw translate(e);
    } catch (SluiceException e) {
      throw located(e, config);
    }
  }

  static SluiceException translate(ConfigException fault) {
    String message = fault.getMessage().replaceAll("\\s+", " ");
    if (fault instanceof ConfigException.Parse) {
      // The text around a syntax error may be a secret.
      return fault(
          message.replaceAll("'[^']*'|\"[^\"]*\"", "…").replaceAll(" \\(if you.*", ""),
          "the file is HOCON or JSON: quote texts with special characters");
    }
    if (fault instanceof ConfigException.UnresolvedSubstitution) {
      return fault(message, "define it, or write ${?NAME} where it may be missing");
    }
    if (fault instanceof ConfigException.Missing) {
      return fault(message, "set it in the file, with --set, or by its environment variable");
    }
    return fault(message, hint(message));
  }

  private static String hint(String message) {
    if (message.contains("duration") || message.contains("time unit")) {
      return "a duration is a number with a unit: 500 ms, 10 s, 5 minutes";
    }
    if (message.contains("size-in-bytes")) {
      return "a size is a number with a unit: 64 KiB, 128 MiB, 1 GiB";
    }
    return SEE;
  }

  private static SluiceException fault(String message, String hint) {
    return new SluiceException(
        ErrorCode.CONFIGURATION, "Cannot use the configuration: " + message, hint);
  }

  private SluiceException located(SluiceException fault, Config config) {
    String message = fault.getMessage();
    Optional<String> origin =
        catalog
            .paths()
            .filter(message::contains)
            .max(Comparator.comparingInt(String::length))
            .filter(config::hasPath)
            .map(path -> describe(config.getValue(path).origin()))
            .filter(where -> !message.contains(where));
    return origin
        .map(
            where ->
                new SluiceException(
                    fault.code(), message + " (" + where + ")", fault.hint(), fault))
        .orElse(fault);
  }

  /** {@code file:line}, or what else the value came from. */
  static String describe(ConfigOrigin origin) {
    if (origin.filename() != null && origin.lineNumber() > 0) {
      return origin.filename() + ":" + origin.lineNumber();
    }
    return origin.resource() != null ? "default" : origin.description();
  }
}
