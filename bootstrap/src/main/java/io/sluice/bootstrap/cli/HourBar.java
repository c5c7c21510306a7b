package io.sluice.bootstrap.cli;

import java.io.PrintStream;
import java.util.Locale;

/** How many hours are compared, on a line of a terminal that is drawn again and then taken away. */
final class HourBar {
  private static final int WIDEST = 72;
  private static final int FRAME = 2;

  private final PrintStream terminal;
  private final int width;
  private boolean isDrawn;

  /**
   * @param columns how wide the terminal is; 0 where there is none, and nothing is drawn
   */
  HourBar(PrintStream terminal, int columns) {
    this.terminal = terminal;
    // One less: some terminals go to the next line when the last column is written.
    this.width = Math.min(WIDEST, columns - 1);
  }

  static HourBar ofProcess(PrintStream terminal) {
    // The launcher looks: Java cannot tell whether standard error alone is a terminal.
    return new HourBar(terminal, Integer.getInteger("sluice.columns", 0));
  }

  void show(int hours, int of) {
    String after = String.format(Locale.ROOT, " %,d of %,d hours", hours, of);
    int inside = width - after.length() - FRAME;
    if (inside < 1) {
      return;
    }
    int done = (int) ((long) inside * hours / of);
    terminal.print("\r[" + "=".repeat(done) + " ".repeat(inside - done) + "]" + after);
    terminal.flush();
    isDrawn = true;
  }

  /** Leaves the line as if nothing had been there. */
  void clear() {
    if (isDrawn) {
      terminal.print("\r" + " ".repeat(width) + "\r");
      terminal.flush();
      isDrawn = false;
    }
  }
}
