package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.wiring.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** What a command does with a table. */
@FunctionalInterface
interface TableWork {
  void accept(Tables tables) throws IOException;

  static void on(TableOptions options, PrintWriter err, TableWork work) {
    LoadedConfig loaded = Configurations.load(options.config(), err);
    try {
      work.accept(Tables.open(loaded, options.location()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
