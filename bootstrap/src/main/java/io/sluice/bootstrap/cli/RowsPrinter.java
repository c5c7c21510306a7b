package io.sluice.bootstrap.cli;

import io.sluice.ports.out.TableReader.Rows;
import java.io.IOException;
import java.io.PrintWriter;

/** Shows the rows of a table. */
final class RowsPrinter {
  private final PrintWriter out;

  RowsPrinter(PrintWriter out) {
    this.out = out;
  }

  /**
   * Shows them, until there are no more, or nobody reads them any longer.
   *
   * @return whether the limit left some out
   */
  boolean print(Rows rows, OutputFormat format, long limit) throws IOException {
    long printed = 0;
    try (RowPrinter printer = RowPrinter.open(format, rows.columns(), out)) {
      while (rows.hasNext() && printed < limit && !isClosed(printed)) {
        printer.print(rows.next());
        printed++;
      }
    }
    return printed == limit && rows.hasNext();
  }

  /** {@code | head} closes the pipe; asking costs a flush, so not at every row. */
  private boolean isClosed(long printed) {
    return printed % 1024 == 1023 && out.checkError();
  }
}
