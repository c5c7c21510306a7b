package io.sluice.bootstrap.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.sluice.bootstrap.config.ManagementConfig;
import io.sluice.bootstrap.operations.OperationsPage;
import io.sluice.bootstrap.runtime.Service;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /livez /readyz /startupz /health /metrics}, and a page for people. */
public final class ManagementServer implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);

  private static final int MOST_THREADS = 8;
  private static final int HEADER_BYTES = 8 << 10;
  private static final int IDLE_MILLIS = 30_000;
  private static final int UNHEALTHY = 503;
  private static final int HEALTHY = 200;
  private static final int FAILED = 500;

  private final ManagementConfig config;
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
    this.config = config;
    this.health = health;
    this.metrics = metrics;
    this.page = page;
    this.server = Javalin.create(this::configure);
  }

  private void configure(JavalinConfig javalin) {
    javalin.showJavalinBanner = false;
    javalin.startupWatcherEnabled = false;
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1, IDLE_MILLIS);
    threads.setName("sluice-http");
    threads.setDaemon(true);
    javalin.jetty.threadPool = threads;
    javalin.jetty.addConnector((jetty, unused) -> connector(jetty));
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

  private ServerConnector connector(Server jetty) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setResponseHeaderSize(HEADER_BYTES);
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
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
    try {
      server.start();
    } catch (JavalinBindException e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot listen on "
              + config.host()
              + ":"
              + config.port()
              + " (sluice.http.management): "
              + "the address is in use or not this machine's",
          "set sluice.http.management.port, 0 for any free one",
          e);
    }
    page.start();
    LOG.atInfo()
        .addKeyValue("host", config.host())
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
