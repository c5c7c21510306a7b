package io.sluice.bootstrap.demo;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One line on a terminal, drawn again and again. */
final class BarDisplay implements ProgressDisplay {
  private final ProgressBar bar;

  BarDisplay(String name, long events, PrintStream terminal) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(events)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .setConsumer(new ConsoleProgressBarConsumer(terminal))
            .build();
  }

  @Override
  public void show(Snapshot now) {
    bar.stepTo(now.stored());
    bar.setExtraMessage(
        String.format(
            Locale.ROOT,
            " %,d in, %d commits, %,d events/s",
            now.sent(),
            now.commits(),
            now.perSecond()));
  }

  @Override
  public void close() {
    bar.close();
  }
}
