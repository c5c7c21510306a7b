package io.sluice.bootstrap.operations;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sluice.ports.in.PipelineStatus;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.servlet.ServletHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a pipeline at {@code /}, its state as JSON at {@code /operations}, and as events once a
 * second at {@code /operations/stream}.
 */
public final class OperationsPage {
  private static final Logger LOG = LoggerFactory.getLogger(OperationsPage.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final PipelineHistory history;
  private final Supplier<PipelineStatus> status;
  private final OperationsDocument document;
  private final EventStream stream = new EventStream(this::whole);
  private ScheduledExecutorService ticks;
  private ScheduledFuture<?> ticking;
  private long sentUpTo;

  public OperationsPage(
      PipelineIdentity identity, PipelineHistory history, Supplier<PipelineStatus> status) {
    this.history = history;
    this.status = status;
    this.document = new OperationsDocument(identity);
  }

  /** Adds its paths to a server. */
  public void mount(JavalinConfig server) {
    new PageFiles()
        .all()
        .forEach(
            (path, file) ->
                server.router.mount(
                    router ->
                        router.get(
                            path,
                            context -> {
                              SecurityHeaders.set(context.res());
                              context.contentType(file.type());
                              context.result(file.content());
                            })));
    server.router.mount(router -> router.get("/operations", this::state));
    server.jetty.modifyServletContextHandler(
        servlets -> {
          ServletHolder holder = new ServletHolder(stream);
          holder.setAsyncSupported(true);
          servlets.addServlet(holder, "/operations/stream");
        });
  }

  private void state(Context context) {
    SecurityHeaders.set(context.res());
    context.contentType("application/json");
    context.result(whole());
  }

  private String whole() {
    return document.whole(history.observed(), status.get());
  }

  /** Begins to count seconds. */
  public synchronized void start() {
    ticks =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "sluice-operations");
              thread.setDaemon(true);
              return thread;
            });
    ticking =
        ticks.scheduleAtFixedRate(
            this::tick, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes a second and sends it; an exception here would end all later ones. */
  void tick() {
    try {
      long second = history.tick().time();
      if (stream.subscribers() > 0) {
        stream.send("tick", document.since(sentUpTo, history.observed(), status.get()));
      }
      sentUpTo = second;
    } catch (RuntimeException e) {
      LOG.error("Cannot update the operations page; the next second tries again", e);
    }
  }

  /** How many pages follow it now. */
  int subscribers() {
    return stream.subscribers();
  }

  /** Lets all pages go. */
  public synchronized void stop() {
    if (ticks != null) {
      ticking.cancel(true);
      ticks.shutdownNow();
    }
    stream.end();
  }
}
