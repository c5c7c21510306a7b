package io.sluice.bootstrap.demo;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.sluice.domain.schema.Field;
import io.sluice.ports.out.TableReader.TableDescription;
import java.util.List;
import java.util.Locale;

/** What a demo has written, and how to query it. */
final class DemoSummary {
  /** "table verify" knows, and reads the whole log for it. */
  private static final String ELSEWHERE = "-";

  private static final List<String> FLIGHT = List.of("carrier", "origin", "dest", "dep_delay");

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
            List.of(
                "this run",
                number(progress.rows()),
                number(versions() - versionsBefore),
                number(progress.deadLetters()),
                number(progress.files()),
                number(progress.bytes()),
                String.format(Locale.ROOT, "%.1f", seconds)),
            List.of(
                "table",
                number(table.rows()),
                number(versions()),
                ELSEWHERE,
                number(table.files()),
                number(table.bytes()),
                ELSEWHERE));
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

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static ColumnData<List<String>> column(String header, int index, HorizontalAlign align) {
    return new Column().header(header).dataAlign(align).with(row -> row.get(index));
  }

  private String queries(String launcher) {
    String place = table.location().toString();
    boolean isLocal = place.startsWith("file://");
    String path = isLocal ? table.location().toPath().toString() : place;
    String argument = Launcher.quoted(path);
    String own =
        String.join(
            System.lineSeparator(),
            "Look at it:",
            "  " + launcher + " table read " + argument + columns() + " --limit 5",
            "  " + launcher + " table verify " + argument);
    if (!isLocal) {
      return own; // others want the store's address and keys, each in a way of its own
    }
    return String.join(
        System.lineSeparator(),
        own,
        "With DuckDB, which downloads its delta extension at the first use:",
        "  duckdb -c \"SELECT count(*) FROM delta_scan('" + path + "')\"",
        "With Python, after: pip install deltalake pandas",
        "  python3 -c \"import deltalake; print(deltalake.DeltaTable('"
            + path
            + "').to_pandas())\"");
  }

  /** A few that fit a terminal, where it is the flights. */
  private String columns() {
    List<String> names = table.definition().schema().fields().stream().map(Field::name).toList();
    return names.containsAll(FLIGHT) ? " --columns " + String.join(",", FLIGHT) : "";
  }
}
