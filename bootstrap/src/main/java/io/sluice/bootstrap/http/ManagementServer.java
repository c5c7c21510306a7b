package io.sluice.bootstrap.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sluice.bootstrap.config.ManagementConfig;
import io.sluice.bootstrap.operations.OperationsPage;
import io.sluice.bootstrap.runtime.Service;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /livez /readyz /startupz /health /metrics}, and a page for people. */
public final class ManagementServer implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);

  private static final int MOST_THREADS = 8;
  private static final int UNHEALTHY = 503;
  private static final int HEALTHY = 200;
  private static final int FAILED = 500;

  private final Listener listener;
  private final Health health;
  private final Supplier<String> metrics;
  private final OperationsPage page;
  private final Javalin server;

  /**
   * Not listening yet.
   *
   * @param metrics all numbers in Prometheus' text format
   */
  public ManagementServer(
      ManagementConfig config, Health health, Supplier<String> metrics, OperationsPage page) {
    this.listener = new Listener("sluice.http.management", config.host(), config.port());
    this.health = health;
    this.metrics = metrics;
    this.page = page;
    this.server = Javalin.create(this::configure);
  }

  private void configure(JavalinConfig javalin) {
    javalin.showJavalinBanner = false;
    javalin.startupWatcherEnabled = false;
    javalin.jetty.threadPool = Listener.threads("sluice-http", 1, MOST_THREADS);
    javalin.jetty.addConnector((jetty, unused) -> listener.connector(jetty));
    javalin.router.mount(
        router -> {
          router.get("/livez", context -> probe(context, Health.Answers::isLive));
          router.get("/readyz", context -> probe(context, Health.Answers::isReady));
          router.get("/startupz", context -> probe(context, Health.Answers::isStarted));
          router.get("/health", this::details);
          router.get("/metrics", this::metrics);
          router.exception(RuntimeException.class, ManagementServer::failed);
        });
    page.mount(javalin);
  }

  private void probe(Context context, Predicate<Health.Answers> question) {
    Health.Answers answers = health.ask();
    boolean isYes = question.test(answers);
    context.status(isYes ? HEALTHY : UNHEALTHY);
    context.contentType("text/plain; charset=utf-8");
    context.result(isYes ? "ok\n" : HealthText.line(answers));
  }

  private void details(Context context) {
    Health.Answers answers = health.ask();
    context.status(answers.isReady() ? HEALTHY : UNHEALTHY);
    context.contentType("application/json");
    context.result(HealthText.json(answers));
  }

  private void metrics(Context context) {
    context.contentType("text/plain; version=0.0.4; charset=utf-8");
    context.result(metrics.get());
  }

  private static void failed(RuntimeException cause, Context context) {
    LOG.atError().addKeyValue("path", context.path()).setCause(cause).log("Cannot answer");
    context.status(FAILED).result("failed\n");
  }

  @Override
  public void start() {
    listener.open(server);
    page.start();
    LOG.atInfo()
        .addKeyValue("host", listener.host())
        .addKeyValue("port", port())
        .log("Management endpoints are open");
  }

  /** The port it listens on, once started. */
  public int port() {
    return server.port();
  }

  @Override
  public void stop() {
    page.stop();
    server.stop();
  }
}
