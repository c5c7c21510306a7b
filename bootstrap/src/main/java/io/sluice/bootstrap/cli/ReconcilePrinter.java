package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.hot.Comparison;
import io.sluice.bootstrap.hot.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows what a reconciliation found. The summary stays out of what a program reads. */
final class ReconcilePrinter {
  private static final List<String> COLUMNS =
      List.of("hour", "event_type", "lake", "hot", "difference", "repeats");

  private final PrintWriter out;
  private final PrintWriter err;

  ReconcilePrinter(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  void print(Window window, List<Comparison> found, List<Comparison> shown, OutputFormat format)
      throws IOException {
    if (format != OutputFormat.TABLE || !shown.isEmpty()) {
      try (RowPrinter printer = RowPrinter.open(format, COLUMNS, out)) {
        for (Comparison each : shown) {
          printer.print(row(each));
        }
      }
    }
    PrintWriter side = format == OutputFormat.TABLE ? out : err;
    side.println(summary(window, ReconcileTotals.of(found)));
    side.flush();
  }

  private static List<Object> row(Comparison each) {
    return List.of(
        each.hour().hour().toString(),
        each.hour().eventType(),
        each.lake(),
        each.hot(),
        each.difference(),
        each.repeats());
  }

  static String summary(Window window, ReconcileTotals totals) {
    return String.format(
        Locale.ROOT,
        "%s: %s to %s, %,d hours and types: %,d events in the lake, %,d in the hot store; %,d"
            + " repeats in the lake",
        totals.differing() == 0 ? "equal" : "NOT equal",
        window.from(),
        window.to(),
        totals.compared(),
        totals.lake(),
        totals.hot(),
        totals.repeats());
  }
}
