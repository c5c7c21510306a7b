package io.sluice.bootstrap.wiring;

import com.google.inject.Injector;
import com.typesafe.config.ConfigValueFactory;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.in.TableInspection;
import io.sluice.ports.out.TableReader;

/** One table, and what can be asked about it. */
public record Tables(Location location, TableReader reader, TableInspection inspection) {
  /**
   * Opens a table that need not be the configured one; the store's settings are.
   *
   * @param location a path or a URI
   */
  public static Tables open(LoadedConfig loaded, String location) {
    Location parsed = location("LOCATION", location);
    Injector injector =
        ApplicationModules.tables(
            loaded
                .config()
                .withValue(
                    "sluice.table.location",
                    ConfigValueFactory.fromAnyRef(parsed.toString(), "LOCATION")));
    return new Tables(
        parsed,
        injector.getInstance(TableReader.class),
        injector.getInstance(TableInspection.class));
  }

  /**
   * Reads a location that a person gave.
   *
   * @param name of the argument
   * @throws SluiceException {@code USAGE} when it is none
   */
  public static Location location(String name, String text) {
    try {
      return Location.parse(text);
    } catch (IllegalArgumentException e) {
      throw new SluiceException(
          ErrorCode.USAGE,
          "Cannot use " + name + ": " + e.getMessage(),
          "give a path, or a URI with a scheme and a path",
          e);
    }
  }
}
