package io.sluice.bootstrap.demo;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.sluice.ports.out.TableReader.TableDescription;
import java.util.List;
import java.util.Locale;

/** What a demo has written, and how to query it. */
final class DemoSummary {
  private final TableDescription table;
  private final DemoProgress progress;
  private final double seconds;

  DemoSummary(TableDescription table, DemoProgress progress, double seconds) {
    this.table = table;
    this.progress = progress;
    this.seconds = seconds;
  }

  String text() {
    return grid() + System.lineSeparator() + System.lineSeparator() + queries();
  }

  private String grid() {
    List<List<String>> rows =
        List.of(
            row("this run", progress.rows(), progress.commits(), progress.deadLetters()),
            row("table", table.rows(), table.version().number() + 1, -1));
    return AsciiTable.getTable(
        AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
        rows,
        List.of(
            column("", 0, HorizontalAlign.LEFT),
            column("rows", 1, HorizontalAlign.RIGHT),
            column("versions", 2, HorizontalAlign.RIGHT),
            column("dead letters", 3, HorizontalAlign.RIGHT),
            column("files", 4, HorizontalAlign.RIGHT),
            column("bytes", 5, HorizontalAlign.RIGHT),
            column("seconds", 6, HorizontalAlign.RIGHT)));
  }

  private List<String> row(String name, long rows, long versions, long deadLetters) {
    boolean isTable = deadLetters < 0;
    return List.of(
        name,
        number(rows),
        number(versions),
        isTable ? "" : number(deadLetters),
        isTable ? number(table.files()) : "",
        isTable ? number(table.bytes()) : "",
        isTable ? "" : String.format(Locale.ROOT, "%.1f", seconds));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static ColumnData<List<String>> column(String header, int index, HorizontalAlign align) {
    return new Column().header(header).dataAlign(align).with(row -> row.get(index));
  }

  private String queries() {
    String place = table.location().toString();
    String path = place.startsWith("file://") ? table.location().toPath().toString() : place;
    return String.join(
        System.lineSeparator(),
        "Look at it:",
        "  sluice table read " + path + " --limit 5",
        "  sluice table verify " + path,
        "  duckdb -c \"SELECT count(*) FROM delta_scan('" + path + "')\"",
        "  python3 -c \"import deltalake; print(deltalake.DeltaTable('"
            + path
            + "').to_pandas())\"");
  }
}
