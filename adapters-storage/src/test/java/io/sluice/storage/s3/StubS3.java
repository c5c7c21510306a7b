package io.sluice.storage.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.sluice.storage.connection.ConnectionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint that answers as it is told, or keeps objects without ever looking at a condition. */
final class StubS3 implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> encryptions = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  private StubS3(Answer answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          encryptions.add(
              exchange.getRequestHeaders().getFirst("x-amz-server-side-encryption")
                  + " "
                  + exchange
                      .getRequestHeaders()
                      .getFirst("x-amz-server-side-encryption-aws-kms-key-id"));
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          answer.to(this, exchange, body);
          exchange.close();
        });
    server.start();
  }

  /** Says the same to every request. */
  static StubS3 answering(int status, String code) {
    byte[] error =
        ("<Error><Code>" + code + "</Code><Message>told so</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    return new StubS3((stub, exchange, body) -> send(exchange, status, error));
  }

  /** Keeps what is written, whatever the condition. */
  static StubS3 careless() {
    return new StubS3(StubS3::keep);
  }

  /** Begins no upload in parts, and keeps what comes in one. */
  static StubS3 withoutParts() {
    byte[] error =
        "<Error><Code>ServiceUnavailable</Code></Error>".getBytes(StandardCharsets.UTF_8);
    return new StubS3(
        (stub, exchange, body) -> {
          if (exchange.getRequestMethod().equals("POST")) {
            send(exchange, UNAVAILABLE, error);
          } else {
            stub.keep(exchange, body);
          }
        });
  }

  private void keep(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] found = objects.get(path);
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        objects.put(path, body);
        send(exchange, OK, new byte[0]);
      }
      case "DELETE" -> {
        objects.remove(path);
        send(exchange, OK, new byte[0]);
      }
      default ->
          send(exchange, found == null ? NOT_FOUND : OK, found == null ? new byte[0] : found);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"1\"");
    boolean isEmpty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isEmpty ? -1 : body.length);
    if (!isEmpty) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Method and path of each request so far. */
  List<String> requests() {
    return requests;
  }

  /** Algorithm and key that each request so far asked for. */
  List<String> encryptions() {
    return encryptions;
  }

  /** A backend that asks this endpoint, so often at most. */
  S3Backend backend(int attempts) {
    return backend(attempts, Map.of());
  }

  S3Backend backend(int attempts, Map<String, String> settings) {
    Config config =
        ConfigFactory.parseMap(settings)
            .withFallback(
                ConfigFactory.parseMap(
                    Map.of(
                        "sluice.storage.s3.endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "sluice.storage.s3.path-style-access",
                        true,
                        "sluice.storage.s3.access-key",
                        "key",
                        "sluice.storage.s3.secret-key",
                        "secret",
                        "sluice.storage.connection.attempts",
                        attempts)))
            .withFallback(
                ConfigFactory.parseResources(
                    "reference.conf", ConfigParseOptions.defaults().setAllowMissing(false)))
            .resolve();
    return new S3Backend(S3Config.from(config), ConnectionConfig.from(config));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @FunctionalInterface
  private interface Answer {
    void to(StubS3 stub, HttpExchange exchange, byte[] body) throws IOException;
  }
}
