package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.LegacyLocations;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.wiring.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What a command does with a table. */
@FunctionalInterface
interface TableWork {
  void accept(Tables tables) throws IOException;

  static void on(TableOptions options, PrintWriter err, TableWork work) {
    LoadedConfig loaded = Configurations.load(options.config(), err);
    try {
      work.accept(Tables.open(loaded, location(options, err)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String location(TableOptions options, PrintWriter err) {
    String given = options.location();
    Optional<String> modern = LegacyLocations.modern(given);
    modern.ifPresent(
        location -> {
          err.println("sluice: " + LegacyLocations.notice("LOCATION", given, location));
          err.flush();
        });
    return modern.orElse(given);
  }
}
