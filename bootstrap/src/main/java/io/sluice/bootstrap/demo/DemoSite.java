package io.sluice.bootstrap.demo;

import com.typesafe.config.ConfigFactory;
import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.config.RunMode;
import io.sluice.bootstrap.runtime.GracefulStop;
import io.sluice.bootstrap.website.Website;
import io.sluice.bootstrap.wiring.IngestApplication;
import io.sluice.bootstrap.wiring.PipelineApplication;
import io.sluice.domain.table.Location;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The website of a demo and what its events go through: the ingest API, a topic of the demo's
 * broker, and a pipeline of their own into a table beside the other.
 */
final class DemoSite implements AutoCloseable {
  private static final String EVENTS = "analytics-events";
  private static final String SCHEMA = "schema/analytics-events.conf";
  private static final int PARTITIONS = 4;

  /** The writer's own time for its last commit, and a little. */
  private static final Duration PATIENCE = Duration.ofSeconds(17);

  private final DemoOptions options;
  private final String bootstrapServers;
  private final DemoThreads threads;
  private final List<GracefulStop> stops = new CopyOnWriteArrayList<>();

  /**
   * Nothing runs yet.
   *
   * @param stop is asked when a part of it fails
   */
  DemoSite(DemoOptions options, String bootstrapServers, GracefulStop stop) {
    this.options = options;
    this.bootstrapServers = bootstrapServers;
    this.threads = new DemoThreads(stop);
  }

  /**
   * Starts it.
   *
   * @param opened is told where, once the website can be visited
   */
  void start(Consumer<SitePorts> opened) throws IOException, InterruptedException {
    new DemoTopic(bootstrapServers, EVENTS, PARTITIONS).prepare();
    SitePorts ports = SitePorts.choose();
    LoadedConfig config = config(ports);
    PipelineApplication pipeline = PipelineApplication.create(config, RunMode.FOREVER, List.of());
    part("events", pipeline::run);
    part("ingest-api", IngestApplication.create(config)::run);
    part("website", stop -> Website.of(config).run(stop, port -> opened.accept(ports)));
  }

  private void part(String name, Part part) {
    // No signal comes here: the demo itself ends all parts.
    GracefulStop stop = new GracefulStop(PATIENCE, code -> {});
    stops.add(stop);
    threads.start(name, () -> part.run(stop));
  }

  private LoadedConfig config(SitePorts ports) {
    List<String> settings = new ArrayList<>();
    settings.add("sluice.flush.max-age=1 s");
    settings.addAll(options.settings());
    // From here on nothing is the user's: those settings are for the pipeline of the events played.
    settings.add("sluice.pipeline=" + EVENTS);
    settings.add("sluice.kafka.bootstrap-servers=" + bootstrapServers);
    settings.add("sluice.kafka.topics=" + EVENTS);
    settings.add("sluice.kafka.group-id=");
    settings.add("sluice.kafka.properties.session.timeout.ms=6000");
    settings.add("sluice.kafka.properties.heartbeat.interval.ms=2000");
    settings.add("sluice.table.location=" + Location.of(options.folder().resolve(EVENTS)));
    settings.add("sluice.table.partition-by=");
    settings.add("sluice.schema.columns=" + columns());
    settings.add("sluice.schema.on-new-field=ignore");
    settings.add("sluice.ingest.topic=" + EVENTS);
    settings.addAll(ports.settings());
    return new ConfigLoader(KeyCatalog.ofClassPath(), options.environment())
        .load(Optional.empty(), settings);
  }

  /** Each in quotes: types have commas. */
  private static String columns() {
    return ConfigFactory.parseResources(DemoSite.class.getClassLoader(), SCHEMA)
        .getStringList("sluice.schema.columns")
        .stream()
        .map(column -> '"' + column + '"')
        .collect(Collectors.joining(","));
  }

  /** Ends all parts, the last commit included, and throws what one of them failed with. */
  @Override
  public void close() throws IOException {
    stops.forEach(GracefulStop::ask);
    try {
      threads.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.close();
    threads.rethrow();
  }

  /** Something that runs until it is asked to stop. */
  @FunctionalInterface
  private interface Part {
    void run(GracefulStop stop) throws IOException, InterruptedException;
  }
}
