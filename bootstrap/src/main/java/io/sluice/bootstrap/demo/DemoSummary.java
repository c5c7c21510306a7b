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
  private final long versionsBefore;
  private final double seconds;

  /**
   * @param versionsBefore how many the table had when the run began
   */
  DemoSummary(TableDescription table, DemoProgress progress, long versionsBefore, double seconds) {
    this.table = table;
    this.progress = progress;
    this.versionsBefore = versionsBefore;
    this.seconds = seconds;
  }

  /**
   * All of it.
   *
   * @param launcher how a shell starts Sluice
   */
  String text(String launcher) {
    return String.join(System.lineSeparator(), grid(), beginning(), queries(launcher));
  }

  private long versions() {
    return table.version().number() + 1;
  }

  /** Why there is a version more than commits of rows. */
  private String beginning() {
    return versionsBefore == 0 && versions() > progress.commits()
        ? "Version 0 holds no rows: it says at which offset each partition begins."
            + System.lineSeparator()
        : "";
  }

  private String grid() {
    List<List<String>> rows =
        List.of(
            row("this run", progress.rows(), versions() - versionsBefore, progress.deadLetters()),
            row("table", table.rows(), versions(), -1));
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

  private String queries(String launcher) {
    String place = table.location().toString();
    String path = place.startsWith("file://") ? table.location().toPath().toString() : place;
    String argument = Launcher.quoted(path);
    return String.join(
        System.lineSeparator(),
        "Look at it:",
        "  " + launcher + " table read " + argument + " --limit 5",
        "  " + launcher + " table verify " + argument,
        "  duckdb -c \"SELECT count(*) FROM delta_scan('" + path + "')\"",
        "  python3 -c \"import deltalake; print(deltalake.DeltaTable('"
            + path
            + "').to_pandas())\"");
  }
}
