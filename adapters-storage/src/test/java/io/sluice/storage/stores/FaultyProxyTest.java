package io.sluice.storage.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {
  private static final Duration LATENCY = Duration.ofMillis(300);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger arrived = new AtomicInteger();
  private HttpServer store;

  @BeforeEach
  void start() throws IOException {
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext(
        "/",
        exchange -> {
          arrived.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    store.start();
  }

  @AfterEach
  void stop() {
    store.stop(0);
  }

  @Test
  void shouldDelayAnswersUntilItHeals() throws Exception {
    try (FaultyProxy proxy = proxy()) {
      proxy.delayAnswers(LATENCY);
      long began = System.nanoTime();
      assertThat(put(proxy)).isEqualTo(204);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(LATENCY);

      String address = proxy.address();
      proxy.heal();
      assertThat(proxy.address()).isEqualTo(address);
      assertThat(put(proxy)).isEqualTo(204);
    }
  }

  @Test
  void shouldLoseAnswersToRequestsThatGotThrough() throws Exception {
    try (FaultyProxy proxy = proxy()) {
      assertThat(put(proxy)).isEqualTo(204);
      proxy.loseAnswers();
      assertThatThrownBy(() -> put(proxy)).isInstanceOf(IOException.class);
      assertThat(arrived).hasValue(2);

      proxy.heal();
      assertThat(put(proxy)).isEqualTo(204);
    }
  }

  @Test
  void shouldResetConnections() throws Exception {
    try (FaultyProxy proxy = proxy()) {
      proxy.resetConnections(1);
      assertThatThrownBy(() -> put(proxy)).isInstanceOf(IOException.class);

      proxy.heal();
      proxy.resetConnections(0);
      assertThat(put(proxy)).isEqualTo(204);
    }
  }

  @Test
  void shouldSayWhatToxiproxyAnswers() {
    URI noToxiproxy = URI.create("http://127.0.0.1:" + store.getAddress().getPort() + "/");
    store.removeContext("/");

    assertThatThrownBy(() -> new FaultyProxy(noToxiproxy, "127.0.0.1:1"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Toxiproxy answers POST /proxies with 404");
  }

  private FaultyProxy proxy() throws IOException {
    Optional<URI> toxiproxy = FaultyProxy.toxiproxy();
    assumeTrue(toxiproxy.isPresent(), "skipped: no " + FaultyProxy.VARIABLE);
    return new FaultyProxy(toxiproxy.get(), "127.0.0.1:" + store.getAddress().getPort());
  }

  private int put(FaultyProxy proxy) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + proxy.address() + "/object"))
            .timeout(Duration.ofSeconds(20))
            .PUT(HttpRequest.BodyPublishers.ofString("content"))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
