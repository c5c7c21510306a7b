package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.wiring.Tables;
import java.io.IOException;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice table describe}. */
@Command(
    name = "describe",
    description = "Shows what a table is: columns, size, version, and how far each topic is read.")
final class TableDescribeCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private TableOptions table;

  @Option(names = "--version", paramLabel = "N", description = "An earlier version.")
  private Long version;

  @Override
  public void run() {
    table.requireNoCsv(spec);
    TableWork.on(table, spec.commandLine().getErr(), this::describe);
  }

  private void describe(Tables tables) throws IOException {
    OptionalLong wanted = version == null ? OptionalLong.empty() : OptionalLong.of(version);
    new DescriptionPrinter(spec.commandLine().getOut())
        .print(tables.reader().describe(tables.location(), wanted), table.output());
  }
}
