package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.ConfigFaults;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.hot.Comparison;
import io.sluice.bootstrap.hot.HotConfig;
import io.sluice.bootstrap.hot.HotStore;
import io.sluice.bootstrap.hot.LakeEvents;
import io.sluice.bootstrap.hot.Reconciliation;
import io.sluice.bootstrap.hot.Window;
import io.sluice.bootstrap.wiring.Tables;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice reconcile}. */
@Command(
    name = "reconcile",
    description = {
      "Compares the lake with the hot store: how many different events each has, by hour and type.",
      "Shows what differs and ends with 65 then. Reads both, changes neither."
    })
final class ReconcileCommand implements Callable<Integer> {
  private static final int DEFAULT_HOURS = 24;
  private static final Duration LONGEST_SETTLE = Duration.ofDays(365);

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions options;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeOptions.Time.class,
      description =
          "The first event's time, as 2026-01-31T09:00:00Z (default: 24 hours before --to).")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeOptions.Time.class,
      description = "The end, exclusive (default: the hour that has begun).")
  private Instant to;

  @Option(
      names = "--settle",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = TimeOptions.Span.class,
      description =
          "Leaves out what reached Kafka so short a time ago: it may be on its way to one of them"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration settle;

  @Option(names = "--all", description = "Show what is equal, too.")
  private boolean all;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json|csv",
      defaultValue = "table",
      description = "The form (default: ${DEFAULT-VALUE}).")
  private OutputFormat output;

  @Override
  public Integer call() throws IOException {
    Window window = window(Instant.now());
    LoadedConfig loaded = Configurations.ofPipeline(options, spec.commandLine().getErr());
    HotConfig hotConfig =
        new ConfigFaults(KeyCatalog.ofClassPath()).read(loaded.config(), HotConfig::from);
    Tables tables = Tables.open(loaded, loaded.config().getString("sluice.table.location"));
    ReconcilePrinter printer =
        new ReconcilePrinter(spec.commandLine().getOut(), spec.commandLine().getErr());
    HourBar bar = HourBar.ofProcess(System.err);
    List<Comparison> found;
    try (HotStore hot = new HotStore(hotConfig)) {
      LakeEvents lake = new LakeEvents(tables.reader(), tables.location());
      found = new Reconciliation(lake, hot).compare(window, bar::show);
    } finally {
      bar.clear();
    }
    printer.print(window, found, all ? found : different(found), output);
    requireEqual(found);
    return ExitCode.OK;
  }

  private Window window(Instant now) {
    if (settle.compareTo(LONGEST_SETTLE) > 0) {
      throw new ParameterException(
          spec.commandLine(), "--settle is longer than " + LONGEST_SETTLE.toDays() + " days");
    }
    Instant end = to == null ? now.truncatedTo(ChronoUnit.HOURS) : to;
    Instant begin = from == null ? end.minus(DEFAULT_HOURS, ChronoUnit.HOURS) : from;
    try {
      return new Window(begin, end, now.minus(settle));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "There is nothing to compare: " + e.getMessage(), e);
    }
  }

  private static List<Comparison> different(List<Comparison> found) {
    return found.stream().filter(each -> !each.isEqual()).toList();
  }

  private static void requireEqual(List<Comparison> found) {
    ReconcileTotals totals = ReconcileTotals.of(found);
    if (totals.differing() == 0) {
      return;
    }
    throw new SluiceException(
        ErrorCode.DATA_POLICY,
        "Cannot vouch for the two stores: " + totals.difference(),
        advice(totals));
  }

  private static String advice(ReconcileTotals totals) {
    if (totals.onlyInLake() > 0 && totals.onlyInHot() > 0) {
      return "one of the paths may be behind: look at the lag of both consumer groups and run it"
          + " again; docs/hot-path.md tells what else there is";
    }
    return totals.onlyInLake() > 0
        ? "look at Bento's lag and into analytics_events_rejected; older than the hot store's"
            + " retention, events are gone from there on purpose"
        : "look at the writer's lag and at its dead letters (sluice table verify); run it again"
            + " when the writer has caught up";
  }
}
