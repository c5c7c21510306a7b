package io.sluice.bootstrap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** One object per line. */
final class JsonRowPrinter implements RowPrinter {
  private final List<String> columns;
  private final PrintWriter out;

  JsonRowPrinter(List<String> columns, PrintWriter out) {
    this.columns = columns;
    this.out = out;
  }

  @Override
  public void print(List<?> row) throws IOException {
    out.println(
        JsonText.of(
            json -> {
              json.writeStartObject();
              for (int i = 0; i < columns.size(); i++) {
                json.writeFieldName(columns.get(i));
                ValueText.write(json, row.get(i));
              }
              json.writeEndObject();
            }));
  }

  @Override
  public void close() {
    out.flush();
  }
}
