package io.sluice.bootstrap.demo;

import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.config.RunMode;
import io.sluice.bootstrap.runtime.GracefulStop;
import io.sluice.bootstrap.runtime.SystemClock;
import io.sluice.bootstrap.wiring.PipelineApplication;
import io.sluice.bootstrap.wiring.Tables;
import io.sluice.domain.table.Location;
import io.sluice.ports.in.PipelineResult;
import io.sluice.ports.out.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Plays events into a broker of its own and runs the writer on them. Everything stays in one
 * folder, so that a second run goes on where the first ended and adds nothing twice.
 */
public final class Demo {
  private static final int PARTITIONS = 4;

  private final DemoOptions options;
  private final DemoScreen screen;
  private final Clock clock = new SystemClock();

  public Demo(DemoOptions options, DemoScreen screen) {
    this.options = options;
    this.screen = screen;
  }

  /**
   * Runs it.
   *
   * @param ending when it is over
   * @return the number of the signal that cut it short; empty where everything read is in the table
   */
  public OptionalInt run(Ending ending) throws IOException, InterruptedException {
    long began = clock.monotonicNanos();
    EventFile file = events();
    String name = options.events().isPresent() ? file.name() : "flights";
    Location table = table(name);
    EventPlan plan = EventPlan.of(file, PARTITIONS);
    try (FolderLock lock = FolderLock.acquire(options.folder());
        EmbeddedBroker broker = broker(lock.folder())) {
      DemoTopic topic = new DemoTopic(broker.bootstrapServers(), name, PARTITIONS);
      long[] held = topic.prepare();
      EventPlayer player = new EventPlayer(plan, topic, options.rate(), clock);
      LoadedConfig config = config(broker, name, table);
      long before = Arrays.stream(held).sum();
      DemoTable found = DemoTable.look(config, table);
      String pipeline = config.config().getString("sluice.pipeline");
      DemoProgress progress = new DemoProgress(plan, found.stored(pipeline, name, plan), clock);
      GracefulStop stop = PipelineApplication.prepareProcess(config);
      PipelineApplication application =
          PipelineApplication.create(config, RunMode.FOREVER, List.of(progress));
      screen.began(table, broker.bootstrapServers(), name);
      DemoScreen.Run run =
          new DemoScreen.Run(name, plan, player, progress, began, before, found.versions());
      PipelineResult result;
      try (DemoSite site = new DemoSite(options, broker.bootstrapServers(), stop);
          DemoThreads threads = new DemoThreads(stop)) {
        threads.start("player", () -> play(broker, player, held));
        threads.start(
            "screen", () -> screen.follow(run, ending, stop, application::managementPort));
        if (ending == Ending.WHEN_STOPPED) {
          threads.start("site", () -> open(site, progress));
        }
        result = application.run(stop);
        threads.rethrow();
      }
      screen.ended(config, table, run);
      return result.settled() ? OptionalInt.empty() : stop.number();
    }
  }

  /** Only then: until there is something to see, all of the machine is for the events. */
  private void open(DemoSite site, DemoProgress progress) throws IOException, InterruptedException {
    progress.awaitFirstCommit();
    site.start(screen::opened);
  }

  private EventFile events() {
    return options
        .events()
        .map(EventFile::of)
        .orElseGet(
            () ->
                EventFile.shipped(
                    Optional.ofNullable(System.getProperty("sluice.home")).map(Path::of)));
  }

  private Location table(String name) {
    return options
        .table()
        .map(text -> Tables.location("--table", text))
        .orElseGet(() -> Location.of(options.folder().resolve(name)));
  }

  private EmbeddedBroker broker(Path folder) throws IOException {
    screen.starting();
    try {
      return EmbeddedBroker.start(folder.resolve("broker"));
    } finally {
      screen.started();
    }
  }

  private LoadedConfig config(EmbeddedBroker broker, String name, Location table) {
    List<String> settings = new ArrayList<>();
    settings.add("sluice.pipeline=demo");
    settings.add("sluice.kafka.bootstrap-servers=" + broker.bootstrapServers());
    settings.add("sluice.kafka.topics=" + name);
    // After a hard stop the group waits that long for the one who died; a broker allows no less.
    settings.add("sluice.kafka.properties.session.timeout.ms=6000");
    settings.add("sluice.kafka.properties.heartbeat.interval.ms=2000");
    settings.add("sluice.table.location=" + table);
    settings.add("sluice.flush.max-age=2 s");
    settings.add("sluice.http.management.port=0");
    settings.add("sluice.log.level=warn");
    settings.addAll(options.settings());
    return new ConfigLoader(KeyCatalog.ofClassPath(), options.environment())
        .load(Optional.empty(), settings);
  }

  private static void play(EmbeddedBroker broker, EventPlayer player, long[] held)
      throws IOException, InterruptedException {
    try (var producer = EventPlayer.producer(broker.bootstrapServers())) {
      player.play(producer, held);
    }
  }

  /** When a demo is over. */
  public enum Ending {
    /** When all events are in the table. */
    WHEN_DONE,
    /** When it is stopped. */
    WHEN_STOPPED
  }
}
