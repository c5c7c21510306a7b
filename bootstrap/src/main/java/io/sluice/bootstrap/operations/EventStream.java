package io.sluice.bootstrap.operations;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events for open pages. A servlet of its own, because it writes without blocking: the
 * few threads are the probes' too.
 */
final class EventStream extends HttpServlet {
  static final int MOST_SUBSCRIBERS = 50;

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private static final long serialVersionUID = 1L;
  private static final String RETRY_AFTER_SECONDS = "10";

  /** How long a page waits before it comes back after its connection broke. */
  private static final int RETRY_MILLIS = 2_000;

  private final transient Supplier<String> greeting;
  private final transient Set<Subscriber> subscribers = new HashSet<>();

  /**
   * @param greeting what a page gets first, and whenever it comes back
   */
  EventStream(Supplier<String> greeting) {
    this.greeting = greeting;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SecurityHeaders.set(response);
    synchronized (subscribers) {
      if (subscribers.size() == MOST_SUBSCRIBERS) {
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        return;
      }
      response.setContentType("text/event-stream");
      response.setCharacterEncoding("utf-8");
      // A proxy that collects the answer before it passes it on would never pass anything on.
      response.setHeader("X-Accel-Buffering", "no");
      AsyncContext context = request.startAsync();
      context.setTimeout(0);
      add(context, response.getOutputStream());
    }
  }

  void add(AsyncContext context, ServletOutputStream out) {
    synchronized (subscribers) {
      byte[] first = bytes("retry: " + RETRY_MILLIS + "\n" + event("state", greeting.get()));
      Subscriber subscriber = new Subscriber(context, out, first, this::left);
      // Before anybody else may send: without a listener a write would block.
      out.setWriteListener(subscriber);
      subscribers.add(subscriber);
    }
  }

  private void left(Subscriber subscriber) {
    synchronized (subscribers) {
      subscribers.remove(subscriber);
    }
  }

  int subscribers() {
    return now().size();
  }

  private List<Subscriber> now() {
    synchronized (subscribers) {
      return List.copyOf(subscribers);
    }
  }

  /** Sends to all; what somebody cannot take now waits, for a moment. */
  void send(String name, String data) {
    byte[] event = bytes(event(name, data));
    for (Subscriber subscriber : now()) {
      try {
        subscriber.send(event);
      } catch (RuntimeException e) { // it has ended itself; the others are to hear the event
        LOG.warn("Dropped an operations page that cannot be written to", e);
      }
    }
  }

  void end() {
    now().forEach(Subscriber::end);
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
