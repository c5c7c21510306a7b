package io.sluice.bootstrap.website;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An ingest API that refuses, holds and takes events as a test says. */
final class TroubledIngest implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("\"event_id\":\"([^\"]+)\"");
  private static final int ACCEPTED = 202;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> ids = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private CountDownLatch holding = new CountDownLatch(0);
  private long bytes;
  private int held;
  private int refusals;
  private int status = ACCEPTED;
  private Duration retryAfter = Duration.ZERO;
  private long refusedAt;
  private boolean wasRefused;

  private TroubledIngest(HttpServer server) {
    this.server = server;
  }

  static TroubledIngest start() throws IOException {
    TroubledIngest ingest =
        new TroubledIngest(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    ingest.server.setExecutor(ingest.threads);
    ingest.server.createContext("/events", ingest::answer);
    ingest.server.start();
    return ingest;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next so many requests get that status; zero seconds for no Retry-After. */
  synchronized void refuse(int requests, int answer, Duration after) {
    refusals = requests;
    status = answer;
    retryAfter = after;
  }

  /** Requests are read from now on, and not answered. */
  synchronized void hold() {
    holding = new CountDownLatch(1);
  }

  synchronized void release() {
    holding.countDown();
  }

  /** How many requests were read and had to wait for their answer. */
  synchronized int held() {
    return held;
  }

  /** The events of the requests that were accepted, in the order in which they were read. */
  synchronized List<String> ids() {
    return List.copyOf(ids);
  }

  /** How long the bodies of the accepted requests are together. */
  synchronized long bytes() {
    return bytes;
  }

  /** How long it took from each refusal to the next request. */
  synchronized List<Duration> pausesAfterRefusal() {
    return List.copyOf(pauses);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "content-type");
      exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Retry-After");
      if (exchange.getRequestMethod().equals("OPTIONS")) {
        exchange.sendResponseHeaders(ACCEPTED, -1);
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      int answer = next(exchange, body);
      waitFor();
      byte[] text = "{\"error\":{\"message\":\"on purpose\"}}".getBytes(UTF_8);
      exchange.sendResponseHeaders(answer, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private synchronized int next(HttpExchange exchange, String body) {
    if (wasRefused) {
      pauses.add(Duration.ofNanos(System.nanoTime() - refusedAt));
    }
    wasRefused = refusals > 0;
    if (wasRefused) {
      refusals--;
      refusedAt = System.nanoTime();
      if (!retryAfter.isZero()) {
        exchange.getResponseHeaders().set("Retry-After", Long.toString(retryAfter.toSeconds()));
      }
      return status;
    }
    bytes += body.getBytes(UTF_8).length;
    Matcher id = ID.matcher(body);
    while (id.find()) {
      ids.add(id.group(1));
    }
    return ACCEPTED;
  }

  private void waitFor() {
    CountDownLatch latch;
    synchronized (this) {
      latch = holding;
      held += latch.getCount() > 0 ? 1 : 0;
    }
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
