package io.sluice.bootstrap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** RFC 4180; null is an empty field, as an empty text is. */
final class CsvPrinter implements RowPrinter {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.MINIMAL).get();

  private final CSVPrinter printer;

  CsvPrinter(List<String> columns, PrintWriter out) throws IOException {
    printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(columns);
  }

  @Override
  public void print(List<?> row) throws IOException {
    List<String> texts = new ArrayList<>(row.size());
    for (Object value : row) {
      texts.add(ValueText.of(value));
    }
    printer.printRecord(texts);
  }

  @Override
  public void close() throws IOException {
    printer.flush();
  }
}
