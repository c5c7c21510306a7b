package io.sluice.storage.gcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as it is told, and remembers what it was asked. */
final class StubStore implements AutoCloseable {
  private static final String OBJECT = "{\"bucket\":\"bucket\",\"name\":\"any\"}";

  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  StubStore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** One that the next request without an answer of its own gets. */
  StubStore answer(int status, String json) {
    answers.add(new Answer(status, json));
    return this;
  }

  /** As the store words a failure. */
  StubStore fail(int status, String message) {
    return answer(status, "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\"}}");
  }

  String host() {
    return server.getAddress().getAddress().getHostAddress();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String address() {
    return "http://" + host() + ":" + port();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            new String(body, StandardCharsets.ISO_8859_1),
            body.length,
            exchange.getRequestHeaders().containsKey("Authorization")));
    Answer answer;
    synchronized (answers) {
      answer = answers.isEmpty() ? new Answer(200, OBJECT) : answers.remove();
    }
    byte[] json = answer.json().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), json.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(json);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** What was asked. */
  record Request(String method, String uri, String body, int bytes, boolean authorized) {}

  private record Answer(int status, String json) {}
}
