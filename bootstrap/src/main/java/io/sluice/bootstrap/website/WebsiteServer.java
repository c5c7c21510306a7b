package io.sluice.bootstrap.website;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sluice.bootstrap.http.Listener;
import io.sluice.bootstrap.runtime.Service;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the shop's pages, and what has arrived of the events that they send. */
public final class WebsiteServer implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(WebsiteServer.class);

  private static final int MOST_THREADS = 8;
  private static final int MOST_IDS = 100;
  private static final int INGEST_PORT = 3001;
  private static final int BAD_REQUEST = 400;
  private static final int FAILED = 500;
  private static final String JSON = "application/json";
  private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /** What may stand in a policy without ending it. */
  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.-]{1,253}");

  private static final Pattern IPV6 = Pattern.compile("\\[?[0-9A-Fa-f:.]{2,45}]?");

  private final WebsiteConfig config;
  private final Listener listener;
  private final Arrivals arrivals;
  private final StaticFiles files = new StaticFiles();
  private final Javalin server;

  /** Not listening yet. */
  WebsiteServer(WebsiteConfig config, Arrivals arrivals) {
    this.config = config;
    this.listener = new Listener("sluice.website", config.host(), config.port());
    this.arrivals = arrivals;
    this.server = Javalin.create(this::configure);
  }

  private void protect(Context context) {
    String ingest =
        config
            .ingestUrl()
            .map(URI::toString)
            .orElseGet(() -> besides(context.req().getServerName()));
    context.header(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
            + (ingest.isEmpty() ? "" : " " + ingest)
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
  }

  /** The ingest API on the host that a page was asked from, which the page itself says. */
  private static String besides(String host) {
    if (HOST_NAME.matcher(host).matches()) {
      return host + ":" + INGEST_PORT;
    }
    // A policy cannot name an IPv6 address, only every host.
    return IPV6.matcher(host).matches() ? "*:" + INGEST_PORT : "";
  }

  private void configure(JavalinConfig javalin) {
    javalin.showJavalinBanner = false;
    javalin.startupWatcherEnabled = false;
    javalin.jetty.threadPool = Listener.threads("website-http", 1, MOST_THREADS);
    javalin.jetty.addConnector((jetty, unused) -> listener.connector(jetty));
    javalin.router.mount(
        router -> {
          router.before(this::protect);
          for (String path : files.paths()) {
            router.get(path, context -> files.serve(path, context));
          }
          router.get("/api/config", this::config);
          router.get("/api/arrived", this::arrived);
          router.get("/health", context -> answer(context, "{\"status\":\"ok\"}\n"));
          router.exception(RuntimeException.class, WebsiteServer::failed);
        });
  }

  private void config(Context context) {
    String url = config.ingestUrl().map(URI::toString).orElse("");
    answer(context, "{\"ingestUrl\":\"%s\",\"ingestPort\":%d}%n".formatted(url, INGEST_PORT));
  }

  private void arrived(Context context) {
    String wanted = context.queryParam("ids");
    List<String> ids =
        wanted == null || wanted.isEmpty()
            ? List.of()
            : Stream.of(wanted.split(",", -1)).distinct().toList();
    if (ids.size() > MOST_IDS || !ids.stream().allMatch(id -> EVENT_ID.matcher(id).matches())) {
      context.status(BAD_REQUEST);
      answer(
          context,
          "{\"error\":{\"code\":\"bad_ids\",\"message\":\"ids is no list of event ids\",\"hint\":"
              + "\"separate by comma, 100 at most, 64 letters, digits and ._:- each\"}}\n");
      return;
    }
    answer(context, arrivals.json(ids));
  }

  private static void answer(Context context, String json) {
    context.header("Cache-Control", "no-store");
    context.contentType(JSON);
    context.result(json);
  }

  private static void failed(RuntimeException cause, Context context) {
    LOG.atError().addKeyValue("path", context.path()).setCause(cause).log("Cannot answer");
    context.status(FAILED).result("failed\n");
  }

  @Override
  public void start() {
    listener.open(server);
    LOG.atInfo()
        .addKeyValue("host", listener.host())
        .addKeyValue("port", port())
        .log("The website is open");
  }

  /** The port it listens on, once started. */
  public int port() {
    return server.port();
  }

  @Override
  public void stop() {
    server.stop();
  }
}
