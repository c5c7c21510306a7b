package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.wiring.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What a command does with a table. */
@FunctionalInterface
interface TableWork {
  void accept(Tables tables) throws IOException;

  static void on(TableOptions options, TableWork work) {
    LoadedConfig loaded = Configurations.load(options.config(), List.of());
    try {
      work.accept(Tables.open(loaded, options.location()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
