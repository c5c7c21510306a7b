package io.sluice.bootstrap.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.plugin.bundled.CorsPluginConfig.CorsRule;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.sluice.bootstrap.config.IngestConfig;
import io.sluice.bootstrap.http.Listener;
import io.sluice.bootstrap.metrics.IngestMeters;
import io.sluice.bootstrap.runtime.Service;
import io.sluice.ports.out.EventPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code POST /events}, {@code GET /health /metrics /openapi.json}. */
public final class IngestServer implements Service {
  static final String EVENTS = "/events";

  private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);
  private static final int THREADS = 16;
  private static final int BACKLOG = 1024;
  private static final int PREFLIGHT_SECONDS = 600;
  private static final String COUNTED = "sluice.ingest.counted";
  private static final int HEALTHY = 200;

  private final IngestConfig config;
  private final Listener listener;
  private final EventPublisher publisher;
  private final Supplier<String> metrics;
  private final IngestMeters meters;
  private final Duration grace;
  private final InFlight inFlight;
  private final QueuedThreadPool threads = Listener.threads("sluice-ingest", 4, THREADS);
  private final EventsHandler events;
  private final String openApi;
  private final List<Route> routes =
      List.of(
          new Route(HandlerType.POST, EVENTS, context -> context.future(() -> work(context))),
          new Route(HandlerType.GET, "/health", this::health),
          new Route(HandlerType.GET, "/metrics", this::metrics),
          new Route(HandlerType.GET, "/openapi.json", this::openApi));
  private final Javalin server;
  private ServerConnector connector;

  /**
   * Not listening yet.
   *
   * @param metrics all numbers in Prometheus' text format
   * @param grace how long requests may take that are worked on when it is stopped
   */
  public IngestServer(
      IngestConfig config,
      EventPublisher publisher,
      IngestMeters meters,
      Supplier<String> metrics,
      Duration grace) {
    this.config = config;
    this.listener = new Listener("sluice.ingest", config.host(), config.port());
    this.publisher = publisher;
    this.meters = meters;
    this.metrics = metrics;
    this.grace = grace;
    this.inFlight = new InFlight(config.limits().requests());
    this.events = new EventsHandler(config, publisher, meters, threads);
    this.openApi = openApi();
    meters.watchInFlight(inFlight::count);
    this.server = Javalin.create(this::configure);
  }

  private record Route(HandlerType method, String path, Handler handler) {}

  private void configure(JavalinConfig javalin) {
    javalin.showJavalinBanner = false;
    javalin.startupWatcherEnabled = false;
    javalin.http.prefer405over404 = true;
    // The body has its own time, and Kafka's answer too.
    javalin.http.asyncTimeout = 0;
    javalin.http.disableCompression();
    javalin.jetty.threadPool = threads;
    javalin.jetty.addConnector((jetty, unused) -> connect(jetty));
    allowOrigins(javalin, config.access().origins());
    javalin.router.mount(
        router -> {
          routes.forEach(
              route -> router.addHttpHandler(route.method(), route.path(), route.handler()));
          router.exception(
              RuntimeException.class,
              (cause, context) -> Answers.write(context, Answers.failed(cause)));
          unknown(router, Problem.Status.NOT_FOUND, "not_found", "no such page");
          unknown(router, Problem.Status.NOT_ALLOWED, "not_allowed", "no such method");
        });
    javalin.requestLogger.http(
        (context, millis) -> {
          if (context.attribute(COUNTED) != null) {
            meters.answered(context.statusCode(), Duration.ofNanos((long) (millis * 1e6)));
          }
        });
  }

  private static void allowOrigins(JavalinConfig javalin, List<String> origins) {
    if (origins.isEmpty()) {
      return;
    }
    javalin.bundledPlugins.enableCors(cors -> cors.addRule(rule -> allow(rule, origins)));
  }

  private static void allow(CorsRule rule, List<String> origins) {
    rule.path = EVENTS;
    rule.maxAge = PREFLIGHT_SECONDS;
    rule.exposeHeader("Retry-After");
    if (origins.equals(List.of("*"))) {
      rule.anyHost();
    } else {
      origins.forEach(rule::allowHost);
    }
  }

  private ServerConnector connect(Server jetty) {
    connector = listener.connector(jetty, config.limits().connections());
    connector.setAcceptQueueSize(BACKLOG);
    return connector;
  }

  private CompletableFuture<Void> work(Context context) {
    // Not by its path, which may have a slash at its end.
    context.attribute(COUNTED, true);
    try {
      inFlight.enter();
    } catch (RejectedException e) {
      context.header("Connection", "close");
      Answers.write(context, e.problem());
      return CompletableFuture.completedFuture(null);
    }
    context.req().getAsyncContext().addListener(new WhenComplete(inFlight::leave));
    return events.handle(context);
  }

  private void health(Context context) {
    Optional<String> trouble =
        inFlight.isClosed()
            ? Optional.of("it is stopping")
            : publisher
                .trouble()
                .map(unused -> "events cannot be written to their topic; the log says why")
                .or(events::trouble);
    context.status(trouble.isEmpty() ? HEALTHY : Problem.Status.UNAVAILABLE.code());
    context.contentType("application/json").result(AnswerText.health(trouble));
  }

  private void metrics(Context context) {
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.get());
  }

  private void openApi(Context context) {
    context.contentType("application/json").result(openApi);
  }

  private static void unknown(
      JavalinDefaultRoutingApi<?> router, Problem.Status status, String code, String message) {
    Problem problem = new Problem(status, code, message, "", "GET /openapi.json lists them");
    router.error(status.code(), context -> Answers.write(context, problem));
  }

  private static String openApi() {
    try (InputStream document = IngestServer.class.getResourceAsStream("openapi.json")) {
      return new String(document.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void start() {
    listener.open(server);
    LOG.atInfo()
        .addKeyValue("host", listener.host())
        .addKeyValue("port", port())
        .log("Ingest API is open");
  }

  /** The port it listens on, once started. */
  public int port() {
    return server.port();
  }

  /** What it answers, as {@code get /health}. */
  Set<String> routes() {
    return routes.stream()
        .map(route -> route.method().name().toLowerCase(Locale.ROOT) + " " + route.path())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Takes nothing new, answers what it has begun, and ends. */
  @Override
  public void stop() {
    inFlight.close();
    connector.close();
    try {
      if (!inFlight.awaitNone(grace)) {
        LOG.atWarn()
            .addKeyValue("requests", inFlight.count())
            .log("Stopped before all requests were answered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop();
  }
}
