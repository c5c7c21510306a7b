package io.sluice.bootstrap.demo;

import java.io.PrintWriter;

/** A line every few seconds, where nobody can redraw one. */
final class LineDisplay implements ProgressDisplay {
  private static final int SHOWN_OF = 8;

  private final PrintWriter out;
  private long calls;
  private String last = "";
  private String printed = "";

  LineDisplay(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(Snapshot now) {
    last = now.line();
    if (calls++ % SHOWN_OF == 0) {
      print();
    }
  }

  @Override
  public void close() {
    print();
  }

  private void print() {
    if (!last.equals(printed)) {
      out.println(last);
      printed = last;
    }
  }
}
