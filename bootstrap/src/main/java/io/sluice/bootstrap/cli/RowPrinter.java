package io.sluice.bootstrap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Shows rows of the same columns. Closing it ends the output, not the writer. */
interface RowPrinter extends AutoCloseable {
  void print(List<?> row) throws IOException;

  @Override
  void close() throws IOException;

  static RowPrinter open(OutputFormat format, List<String> columns, PrintWriter out)
      throws IOException {
    return switch (format) {
      case TABLE -> new GridPrinter(columns, out);
      case JSON -> new JsonRowPrinter(columns, out);
      case CSV -> new CsvPrinter(columns, out);
    };
  }
}
