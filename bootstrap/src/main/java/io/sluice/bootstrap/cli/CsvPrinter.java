package io.sluice.bootstrap.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/**
 * RFC 4180; null is an empty field, an empty text a quoted one. Some fields are quoted without
 * need: the library's strict check for need overrides the quotes around an empty text.
 */
final class CsvPrinter implements RowPrinter {
  private static final CsvFactory FACTORY =
      CsvFactory.builder().enable(CsvGenerator.Feature.ALWAYS_QUOTE_EMPTY_STRINGS).build();

  private final CsvGenerator csv;

  CsvPrinter(List<String> columns, PrintWriter out) throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder().setLineSeparator("\r\n");
    columns.forEach(schema::addColumn);
    csv = FACTORY.createGenerator(out);
    csv.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    csv.setSchema(schema.build());
    print(columns);
  }

  @Override
  public void print(List<?> row) throws IOException {
    csv.writeStartArray();
    for (Object value : row) {
      csv.writeString(ValueText.of(value));
    }
    csv.writeEndArray();
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
