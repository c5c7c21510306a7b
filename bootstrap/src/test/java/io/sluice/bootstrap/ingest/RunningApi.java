package io.sluice.bootstrap.ingest;

import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.bootstrap.config.IngestConfig;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.metrics.IngestMeters;
import io.sluice.ports.fake.FakeEventPublisher;
import io.sluice.ports.out.EventPublisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The server in front of a topic in memory, and a client of it. */
final class RunningApi implements AutoCloseable {
  static final String EVENT =
      "{\"event_id\":\"1\",\"event_type\":\"click\",\"timestamp\":\"2026-01-31T12:00:00Z\"}";

  private final FakeEventPublisher topic;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final IngestServer server;
  private final int port;

  /**
   * Starts it on a free port.
   *
   * @param settings below {@code sluice.ingest}, in HOCON
   */
  RunningApi(String settings) {
    this(settings, new FakeEventPublisher());
  }

  private RunningApi(String settings, FakeEventPublisher topic) {
    this(settings, topic, topic);
  }

  /** The same in front of another publisher. */
  static RunningApi of(EventPublisher publisher) {
    return new RunningApi("", new FakeEventPublisher(), publisher);
  }

  private RunningApi(String settings, FakeEventPublisher topic, EventPublisher publisher) {
    this.topic = topic;
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    server =
        new IngestServer(
            IngestConfig.from(
                ConfigFactory.parseString("sluice.ingest { " + settings + "\n port = 0 }")
                    .withFallback(KeyCatalog.ofClassPath().defaults())),
            publisher,
            new IngestMeters(registry),
            // A publisher that is broken breaks the metrics, too.
            () -> registry.scrape() + publisher.trouble().map(why -> "").orElse(""),
            Duration.ofSeconds(10));
    server.start();
    // Kept: one that is stopping has none.
    port = server.port();
  }

  FakeEventPublisher topic() {
    return topic;
  }

  IngestServer server() {
    return server;
  }

  HttpClient client() {
    return client;
  }

  int port() {
    return port;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(30));
  }

  HttpRequest.Builder events(byte[] body) {
    return request("/events").POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  HttpRequest.Builder events(String body) {
    return request("/events")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /** Sends, and holds the answer's status against the document. */
  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    OpenApiDocument.requireDocumented(answer);
    return answer;
  }

  @Override
  public void close() {
    server.stop();
  }
}
