package io.sluice.bootstrap.demo;

import java.io.PrintStream;
import java.util.Locale;

/** One line on a terminal, drawn again and again. */
final class BarDisplay implements ProgressDisplay {
  private static final int NARROWEST_BAR = 15;

  private final String name;
  private final PrintStream terminal;
  private final int width;

  /**
   * @param columns how wide the terminal is
   */
  BarDisplay(String name, PrintStream terminal, int columns) {
    this.name = name;
    this.terminal = terminal;
    // One less: some terminals go to the next line when the last column is written.
    this.width = Math.max(columns - 1, 1);
  }

  @Override
  public void show(Snapshot now) {
    // The cursor stays at the beginning: what else is printed, ^C or a log line, hides the bar
    // until it is drawn again, and is not appended to it.
    terminal.print("\r" + line(name, now, width) + "\r");
    terminal.flush();
  }

  @Override
  public void close() {
    terminal.println();
    terminal.flush();
  }

  /** Exactly as long as the terminal is wide, so that nothing of a longer one before stays. */
  static String line(String name, Snapshot now, int width) {
    String after =
        String.format(
            Locale.ROOT, " %,d/%,d %s", now.stored(), now.events(), now.state().orElse(now.pace()));
    String percent = String.format(Locale.ROOT, " %3d%% ", now.percent());
    int free = width - after.length() - percent.length() - NARROWEST_BAR;
    String before = shortened(name, free) + percent;
    int bar = Math.max(NARROWEST_BAR, width - before.length() - after.length());
    String line = String.format("%-" + width + "s", before + bar(now, bar) + after);
    return line.substring(0, width);
  }

  private static String shortened(String name, int most) {
    return name.length() <= most ? name : name.substring(0, Math.max(0, most));
  }

  private static String bar(Snapshot now, int length) {
    int inside = length - 2;
    int done = (int) Math.min(inside, inside * now.stored() / Math.max(1, now.events()));
    String head = done > 0 && done < inside ? ">" : "";
    String bar = "=".repeat(done - head.length()) + head;
    return "[" + bar + " ".repeat(inside - done) + "]";
  }
}
