package io.sluice.bootstrap.demo;

import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.runtime.GracefulStop;
import io.sluice.bootstrap.wiring.Tables;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.TableReader.TableDescription;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/** What a person sees of a demo. */
public final class DemoScreen {
  private static final Duration REFRESH = Duration.ofMillis(250);
  private static final String STARTING = "starting the broker …";
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;
  private final PrintStream terminal;
  private final OptionalInt columns;

  /**
   * Where a person looks.
   *
   * @param out for what remains
   * @param terminal for what changes
   * @param columns how wide the terminal is; empty for a file or a pipe, where no line can be drawn
   *     again
   */
  public DemoScreen(PrintWriter out, PrintStream terminal, OptionalInt columns) {
    this.out = out;
    this.terminal = terminal;
    this.columns = columns;
  }

  /**
   * One run of a demo.
   *
   * @param beganNanos monotonic
   * @param before events that the topic had already
   * @param versionsBefore versions that the table had already
   */
  record Run(
      String name,
      EventPlan plan,
      EventPlayer player,
      DemoProgress progress,
      long beganNanos,
      long before,
      long versionsBefore) {
    double seconds() {
      return (System.nanoTime() - beganNanos) / NANOS_PER_SECOND;
    }

    ProgressDisplay.Snapshot snapshot() {
      return new ProgressDisplay.Snapshot(
          plan.events(),
          Math.min(before + player.sent(), plan.events()),
          progress.stored(),
          progress.commits(),
          progress.perSecond(),
          progress.state());
    }
  }

  /** The broker takes a while to come up, and there is nothing to count yet. */
  void starting() {
    terminal.print(columns.isPresent() ? STARTING : STARTING + System.lineSeparator());
    terminal.flush();
  }

  /** It is up, or will not be. */
  void started() {
    if (columns.isPresent()) {
      terminal.print("\r" + " ".repeat(STARTING.length()) + "\r");
      terminal.flush();
    }
  }

  void began(Location table, String brokers, String topic) {
    out.println("broker  " + brokers + " (in this process), topic " + topic);
    out.println("table   " + table);
    out.flush();
  }

  /** The website can be visited. */
  void opened(SitePorts ports) {
    for (String line : ports.lines()) {
      // Over the bar, which is drawn again below it: what is left of it would stay behind the line.
      out.printf("%-" + Math.max(1, columns.orElse(2) - 1) + "s%n", line);
    }
    out.flush();
  }

  /** Shows progress until everything is in the table; asks for the end then, where it is wanted. */
  void follow(Run run, Demo.Ending ending, GracefulStop stop, IntSupplier managementPort)
      throws InterruptedException {
    try (ProgressDisplay display = display(run)) {
      try {
        while (!run.progress().isComplete()) {
          display.show(run.snapshot());
          Thread.sleep(REFRESH.toMillis());
        }
      } finally {
        // At a stop, too: the last commit came in after the last look.
        display.show(run.snapshot());
      }
    }
    if (ending == Demo.Ending.WHEN_DONE) {
      stop.ask();
      return;
    }
    out.printf(
        "All events are in the table. The writer goes on until Ctrl-C: send more to the topic,%n"
            + "or look at http://127.0.0.1:%d/metrics%n",
        managementPort.getAsInt());
    out.flush();
  }

  private ProgressDisplay display(Run run) {
    return columns.isPresent()
        ? new BarDisplay(run.name(), terminal, columns.getAsInt())
        : new LineDisplay(new PrintWriter(terminal, true, StandardCharsets.UTF_8));
  }

  /** Shows what was written, and how to look at it. */
  void ended(LoadedConfig config, Location location, Run run) throws IOException {
    Tables tables = Tables.open(config, location.toString());
    out.println();
    out.println(summary(tables, run));
    out.flush();
  }

  private static String summary(Tables tables, Run run) throws IOException {
    try {
      TableDescription table = tables.reader().describe(tables.location(), OptionalLong.empty());
      return new DemoSummary(table, run.progress(), run.versionsBefore(), run.seconds())
          .text(Launcher.ofProcess().command());
    } catch (SluiceException e) {
      if (e.code() == ErrorCode.CONFIGURATION && run.progress().commits() == 0) {
        return "Stopped before anything was in the table.";
      }
      throw e;
    }
  }
}
