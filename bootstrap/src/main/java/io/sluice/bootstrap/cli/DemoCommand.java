package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.demo.Demo;
import io.sluice.bootstrap.demo.DemoOptions;
import io.sluice.bootstrap.demo.DemoScreen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice demo}. */
@Command(
    name = "demo",
    description = {
      "Shows it all on this machine: a Kafka broker inside this process, 27,004 real flights played"
          + " into it, and the writer that commits them to a Delta table. Without --once there is a"
          + " website, too, whose visits arrive in a table of their own.",
      "A second run in the same folder goes on where the first ended."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LogOptions log;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      defaultValue = "sluice-demo",
      description = "Where broker and table live (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--table",
      paramLabel = "LOCATION",
      description = "Where the table goes (default: below the folder).")
  private String table;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Your own events, one JSON object per line, plain or gzipped.")
  private Path events;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events per second (default: as fast as it goes).")
  private Integer rate;

  @Option(names = "--once", description = "End when all events are in the table.")
  private boolean once;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides one key of the configuration. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (rate != null && rate < 1) {
      throw new ParameterException(spec.commandLine(), "--rate has to be 1 or more");
    }
    List<String> all = new ArrayList<>(settings);
    all.addAll(log.settings());
    DemoOptions options =
        new DemoOptions(
            folder,
            Optional.ofNullable(table),
            Optional.ofNullable(events),
            rate == null ? OptionalInt.empty() : OptionalInt.of(rate),
            all,
            storeOf(System.getenv()));
    OptionalInt cutShort =
        new Demo(options, screen()).run(once ? Demo.Ending.WHEN_DONE : Demo.Ending.WHEN_STOPPED);
    return cutShort.isPresent() ? ExitCode.signalled(cutShort.getAsInt()) : ExitCode.OK;
  }

  /**
   * What it takes to reach a store: keys do not belong on a command line. The rest is the demo's.
   */
  private static Map<String, String> storeOf(Map<String, String> environment) {
    Map<String, String> store = new HashMap<>(environment);
    store.keySet().removeIf(name -> !name.startsWith("SLUICE_STORAGE_"));
    return store;
  }

  private DemoScreen screen() {
    // The launcher looks: Java cannot tell whether standard error alone is a terminal.
    Integer columns = Integer.getInteger("sluice.columns");
    return new DemoScreen(
        spec.commandLine().getOut(),
        System.err,
        columns == null ? OptionalInt.empty() : OptionalInt.of(columns));
  }
}
