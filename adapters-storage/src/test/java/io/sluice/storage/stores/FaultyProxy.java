package io.sluice.storage.stores;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A TCP proxy to a store whose connections can be made slow or broken: one proxy of a Toxiproxy
 * that runs. Several faults may be on at once.
 */
public final class FaultyProxy implements AutoCloseable {
  /** Names where Toxiproxy answers, such as {@code http://127.0.0.1:8474}. */
  public static final String VARIABLE = "TOXIPROXY_URL";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI toxiproxy;
  private final String name = "test-" + UUID.randomUUID();
  private final String address;

  /**
   * @param toxiproxy see {@link #toxiproxy()}
   * @param upstream {@code host:port} of the store
   */
  public FaultyProxy(URI toxiproxy, String upstream) throws IOException {
    this.toxiproxy = toxiproxy;
    String proxy =
        "{\"name\": \"%s\", \"listen\": \"127.0.0.1:0\", \"upstream\": \"%s\", \"enabled\": true}"
            .formatted(name, upstream);
    // Its answer has the port that it took.
    address = ConfigFactory.parseString(send("POST", "/proxies", proxy)).getString("listen");
  }

  /** The one that runs for the tests, where there is one. */
  public static Optional<URI> toxiproxy() {
    return Optional.ofNullable(System.getenv(VARIABLE)).map(URI::create);
  }

  /** {@code host:port} to talk to instead of the store's. */
  public String address() {
    return address;
  }

  /** Every answer arrives that much later. */
  public void delayAnswers(Duration latency) throws IOException {
    add("latency", 1, "\"latency\": " + latency.toMillis());
  }

  /**
   * Connections are reset at once.
   *
   * @param share of the connections, 0 to 1
   */
  public void resetConnections(double share) throws IOException {
    add("reset_peer", share, "\"timeout\": 0");
  }

  /** Requests get through, and the connection ends where the answer's first byte would come. */
  public void loseAnswers() throws IOException {
    add("limit_data", 1, "\"bytes\": 0");
  }

  /** Takes every fault off, and closes the connections that have one. */
  public void heal() throws IOException {
    // A connection keeps what a toxic did to it, so those that are open have to go.
    send("POST", path(), "{\"enabled\": false}");
    for (var toxic :
        ConfigFactory.parseString("toxics: " + send("GET", path() + "/toxics", ""))
            .getConfigList("toxics")) {
      send("DELETE", path() + "/toxics/" + toxic.getString("name"), "");
    }
    send("POST", path(), "{\"enabled\": true}");
  }

  /** Ends the proxy and its connections. */
  @Override
  public void close() throws IOException {
    send("DELETE", path(), "");
  }

  private void add(String type, double share, String attributes) throws IOException {
    String toxic =
        "{\"type\": \"%s\", \"stream\": \"downstream\", \"toxicity\": %s, \"attributes\": {%s}}"
            .formatted(type, share, attributes);
    send("POST", path() + "/toxics", toxic);
  }

  private String path() {
    return "/proxies/" + name;
  }

  private String send(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(toxiproxy.resolve(path))
            .timeout(TIMEOUT)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IOException(
            "Toxiproxy answers %s %s with %s: %s"
                .formatted(method, path, response.statusCode(), response.body()));
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("waiting for Toxiproxy").initCause(e);
    }
  }
}
