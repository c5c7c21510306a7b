package io.sluice.bootstrap.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A grid of columns as wide as their content, for people. It holds all rows until the end, to know
 * the widths.
 */
final class GridPrinter implements RowPrinter {
  private static final int WIDEST = 60;

  private final List<String> columns;
  private final PrintWriter out;
  private final List<List<?>> rows = new ArrayList<>();
  private final List<List<String>> texts = new ArrayList<>();

  GridPrinter(List<String> columns, PrintWriter out) {
    this.columns = columns;
    this.out = out;
  }

  @Override
  public void print(List<?> row) throws IOException {
    List<String> cells = new ArrayList<>(row.size());
    for (Object value : row) {
      cells.add(value == null ? "" : printable(ValueText.of(value)));
    }
    rows.add(row);
    texts.add(cells);
  }

  /** Data must not move the cursor or change colours of whoever looks at it. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c ->
                printable.append(
                    Character.isISOControl(c) ? String.format("\\u%04x", c) : (char) c + ""));
    return printable.toString();
  }

  @Override
  public void close() {
    List<ColumnData<List<String>>> shown =
        IntStream.range(0, columns.size()).mapToObj(this::column).toList();
    out.println(AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, texts, shown));
    out.flush();
  }

  private ColumnData<List<String>> column(int index) {
    boolean isNumber =
        rows.stream().map(row -> row.get(index)).anyMatch(value -> value instanceof Number);
    return new Column()
        .header(printable(columns.get(index)))
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(isNumber ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT)
        .maxWidth(WIDEST, OverflowBehaviour.ELLIPSIS_RIGHT)
        .with(row -> row.get(index));
  }
}
