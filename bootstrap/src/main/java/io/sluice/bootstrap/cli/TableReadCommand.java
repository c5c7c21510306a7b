package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.wiring.Tables;
import io.sluice.ports.out.TableReader.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice table read}. */
@Command(name = "read", description = "Shows a table's rows.")
final class TableReadCommand implements Runnable {
  /** As many rows as a person looks at; the grid holds them all to know its widths. */
  private static final long GRID_LIMIT = 100;

  @Spec private CommandSpec spec;
  @Mixin private TableOptions table;

  @Option(names = "--version", paramLabel = "N", description = "An earlier version.")
  private Long version;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description = "Only these columns, in this order.")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many rows (default: 100 as a table, else all).")
  private Long limit;

  @Override
  public void run() {
    if (limit != null && limit < 0) {
      throw new ParameterException(spec.commandLine(), "--limit has to be 0 or more");
    }
    TableWork.on(table, spec.commandLine().getErr(), this::read);
  }

  private void read(Tables tables) throws IOException {
    OptionalLong wanted = version == null ? OptionalLong.empty() : OptionalLong.of(version);
    try (Rows rows = tables.reader().read(tables.location(), wanted, columns)) {
      boolean isMore =
          new RowsPrinter(spec.commandLine().getOut()).print(rows, table.output(), most());
      if (isMore && limit == null) {
        spec.commandLine().getErr().println("sluice: there are more rows; --limit shows them");
      }
    }
  }

  private long most() {
    if (limit != null) {
      return limit;
    }
    return table.output() == OutputFormat.TABLE ? GRID_LIMIT : Long.MAX_VALUE;
  }
}
