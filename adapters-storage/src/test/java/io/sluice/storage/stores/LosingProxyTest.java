package io.sluice.storage.stores;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.storage.stores.LosingProxy.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LosingProxyTest {
  private static final int MIB = 1 << 20;

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer store;
  private LosingProxy proxy;

  @BeforeEach
  void start() throws IOException {
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext("/", this::answer);
    store.setExecutor(threads);
    store.start();
    proxy = new LosingProxy(store.getAddress());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    store.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "64, false", "0, true", "1, true", "64, true"})
  void shouldForwardBodiesBothWaysHoweverTheirLengthIsTold(int size, boolean chunked)
      throws Exception {
    // Given
    byte[] object = new byte[size * MIB];
    new Random(size).nextBytes(object);

    // When
    int stored =
        put(
                "/object",
                chunked
                    ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(object))
                    : BodyPublishers.ofByteArray(object))
            .statusCode();
    byte[] read = send("GET", chunked ? "/object?chunked" : "/object").body();

    // Then
    assertThat(stored).isEqualTo(200);
    assertThat(Arrays.equals(read, object)).isTrue();
    assertThat(proxy.count(Outcome.ANSWERED)).isEqualTo(2);
  }

  @Test
  void shouldSendTheBodyOnceTheStoreAsksForIt() throws Exception {
    HttpRequest request =
        request("/object")
            .expectContinue(true)
            .PUT(BodyPublishers.ofByteArray(new byte[MIB]))
            .build();

    int status = client.send(request, BodyHandlers.discarding()).statusCode();

    assertThat(status).isEqualTo(200);
    assertThat(objects.get("/object")).hasSize(MIB);
  }

  @ParameterizedTest
  @CsvSource({"HEAD, /object, 200", "DELETE, /object, 204", "GET, /unchanged, 304"})
  void shouldNotWaitForABodyThatNeverComes(String method, String path, int status)
      throws Exception {
    objects.put("/object", new byte[100]);

    assertThat(send(method, path).statusCode()).isEqualTo(status);
    assertThat(put("/next", BodyPublishers.noBody()).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldKeepTheAnswerThatTheStoreHasGiven() throws Exception {
    // Given the first answer to each PUT is lost
    Set<String> seen = ConcurrentHashMap.newKeySet();
    proxy.loseAnswersTo((method, target) -> method.equals("PUT") && seen.add(target));

    for (int i = 0; i < 100; i++) {
      String path = "/log/" + i + ".json?x=" + i;

      // When
      assertThatThrownBy(() -> put(path, BodyPublishers.ofString("entry")))
          .isInstanceOf(IOException.class);

      // Then
      assertThat(objects).hasSize(i + 1);
      assertThat(put(path, BodyPublishers.ofString("again")).statusCode()).isEqualTo(200);
    }
    assertThat(proxy.count(Outcome.LOST)).isEqualTo(100);
    assertThat(proxy.count(Outcome.ANSWERED, (method, target) -> target.contains("/log/7")))
        .isEqualTo(11);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldAnswerInTheStoresPlace(boolean expectContinue) throws Exception {
    // Given
    proxy.refuse((method, target) -> true);
    HttpRequest request =
        request("/object")
            .expectContinue(expectContinue)
            .PUT(BodyPublishers.ofByteArray(new byte[MIB]))
            .build();

    // When
    int refused = client.send(request, BodyHandlers.discarding()).statusCode();
    Map<String, byte[]> then = Map.copyOf(objects);
    proxy.heal();
    int healed = client.send(request, BodyHandlers.discarding()).statusCode();

    // Then
    assertThat(refused).isEqualTo(503);
    assertThat(then).isEmpty();
    assertThat(healed).isEqualTo(200);
    assertThat(proxy.count(Outcome.REFUSED)).isEqualTo(1);
  }

  @Test
  void shouldAnswerTwoRequestsOnOneConnection() throws IOException {
    try (Socket socket = connect()) {
      for (int i = 0; i < 2; i++) {
        write(socket, "GET /unchanged HTTP/1.1\r\nhost: h\r\n\r\n");
        String answer = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
        assertThat(answer).isEqualTo("HTTP/1.1 304");
        skipHead(socket);
      }
    }
  }

  @Test
  void shouldLeaveEveryByteAsItCame() throws Exception {
    // Given
    String request =
        crlf(
            """
            PUT /a%2Fb//c?x=%20&y HTTP/1.1
            hOST:  signed.example:1234\s
            X-amz-Date: 1\s
            x-AMZ-date: 2
            Transfer-Encoding: chunked

            5;chunk-signature=abc
            hello
            0;chunk-signature=def
            Trailer: t

            """);
    String answer =
        crlf(
            """
            HTTP/1.1 200 Fine by me
            eTag: "x"
            transfer-encoding: Chunked

            2
            ok
            0

            """);

    // When
    try (ScriptedStore scripted = new ScriptedStore(request.length(), answer);
        LosingProxy exact = new LosingProxy(scripted.address());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(exact))) {
      write(socket, request);
      byte[] got = socket.getInputStream().readNBytes(answer.length());

      // Then
      assertThat(scripted.received()).isEqualTo(request);
      assertThat(new String(got, ISO_8859_1)).isEqualTo(answer);
    }
  }

  @Test
  void shouldHandOnARefusalThatComesBeforeTheBody() throws Exception {
    // Given
    String head = "PUT /o HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    String answer = "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n";

    // When
    try (ScriptedStore scripted = new ScriptedStore(head.length(), answer);
        LosingProxy early = new LosingProxy(scripted.address());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(early))) {
      write(socket, head);

      // Then it is all that comes
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1)).isEqualTo(answer);
    }
  }

  @Test
  void shouldEndOpenConnectionsWhenItCloses() throws IOException {
    try (Socket socket = connect()) {
      write(socket, "PUT /object HTTP/1.1\r\nContent-Length: 5\r\n\r\nhel");
      proxy.close();
      assertThat(restOf(socket)).isEmpty();
    }
  }

  /** What comes until the connection ends; by a reset, where the other end left bytes unread. */
  private static byte[] restOf(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      return new byte[0];
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] object = objects.getOrDefault(path, new byte[0]);
      boolean chunked = "chunked".equals(exchange.getRequestURI().getQuery());
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          objects.put(path, exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
        }
        case "HEAD" -> {
          exchange.getResponseHeaders().set("Content-Length", String.valueOf(object.length));
          exchange.sendResponseHeaders(200, -1);
        }
        case "DELETE" -> exchange.sendResponseHeaders(204, -1);
        default -> {
          if (path.equals("/unchanged")) {
            exchange.sendResponseHeaders(304, -1);
          } else {
            exchange.sendResponseHeaders(
                200, chunked ? 0 : object.length == 0 ? -1 : object.length);
            exchange.getResponseBody().write(object);
          }
        }
      }
    }
  }

  private HttpResponse<byte[]> put(String path, BodyPublisher body) throws Exception {
    return client.send(request(path).PUT(body).build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> send(String method, String path) throws Exception {
    return client.send(
        request(path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + proxy.address() + path))
        .timeout(Duration.ofSeconds(60));
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port(proxy));
  }

  private static int port(LosingProxy proxy) {
    return URI.create("http://" + proxy.address()).getPort();
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static String crlf(String lines) {
    return lines.replace("\n", "\r\n");
  }

  private static void skipHead(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    assertThat(HttpHead.read(in)).isPresent();
  }
}
