package io.sluice.storage.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.storage.connection.ConnectionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint that answers as it is told: one answer after the other, the last for good. */
final class StubAzure implements AutoCloseable {
  /** The request is read, and the connection breaks. */
  static final Answer SILENCE = HttpExchange::close;

  /** A long answer that breaks off. */
  static final Answer HALF =
      exchange -> {
        exchange.getResponseHeaders().set("Content-Range", "bytes 0-999/1000");
        exchange.sendResponseHeaders(206, 1000);
        exchange.getResponseBody().write(new byte[10]);
        exchange.getResponseBody().flush();
        exchange.close();
      };

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Answer> answers;

  StubAzure(Answer... answers) {
    this.answers = new ConcurrentLinkedQueue<>(List.of(answers));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            String.valueOf(exchange.getRequestURI()),
            String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match")),
            String.valueOf(exchange.getRequestHeaders().getFirst("x-ms-encryption-scope"))));
    Answer next = answers.size() > 1 ? answers.remove() : answers.element();
    next.to(exchange);
    exchange.close();
  }

  static Answer status(int status, String code) {
    byte[] error =
        ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>"
                + code
                + "</Code><Message>told so</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    return exchange -> {
      exchange.getResponseHeaders().set("x-ms-error-code", code);
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, isHead ? -1 : error.length);
      if (!isHead) {
        exchange.getResponseBody().write(error);
      }
    };
  }

  /** What a proxy or a firewall says that is not the store. */
  static Answer page(int status) {
    byte[] page = "<html><body>Not from here</body>".getBytes(StandardCharsets.UTF_8);
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, isHead ? -1 : page.length);
      if (!isHead) {
        exchange.getResponseBody().write(page);
      }
    };
  }

  static Answer created() {
    return exchange -> {
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      exchange.getResponseHeaders().set("Last-Modified", "Sun, 01 Nov 2026 00:00:00 GMT");
      exchange.sendResponseHeaders(201, -1);
    };
  }

  List<Request> requests() {
    return requests;
  }

  /** A backend that asks this endpoint, so often at most. */
  AzureBackend backend(int attempts, String settings) {
    Config config =
        config(settings)
            .withFallback(
                ConfigFactory.parseMap(
                    Map.of(
                        "sluice.storage.azure.endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/account")));
    return backend(config, attempts);
  }

  static AzureBackend backend(Config config, int attempts) {
    Config whole =
        ConfigFactory.parseString("sluice.storage.connection.attempts = " + attempts)
            .withFallback(config)
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve();
    return new AzureBackend(AzureConfig.from(whole), ConnectionConfig.from(whole));
  }

  static Config config(String settings) {
    return ConfigFactory.parseString("sluice.storage.azure { " + settings + " }");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  record Request(String method, String uri, String ifNoneMatch, String encryptionScope) {}
}
