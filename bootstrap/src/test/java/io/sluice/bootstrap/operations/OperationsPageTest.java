package io.sluice.bootstrap.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bootstrap.SampleEvents;
import io.sluice.bootstrap.config.ManagementConfig;
import io.sluice.bootstrap.http.Health;
import io.sluice.bootstrap.http.ManagementServer;
import io.sluice.ports.fake.ManualClock;
import io.sluice.ports.in.PipelineStatus;
import io.sluice.ports.in.PipelineStatus.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's paths, asked as a browser does, on the server that has the probes. */
final class OperationsPageTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final PipelineHistory history = new PipelineHistory(new ManualClock());
  private final List<Socket> sockets = new ArrayList<>();
  private OperationsPage page;
  private ManagementServer server;

  @BeforeEach
  void start() {
    PipelineStatus status = new PipelineStatus(Phase.RUNNING, Optional.empty(), 0);
    page =
        new OperationsPage(
            new PipelineIdentity("web-events", "file:///lake/web", Duration.ofSeconds(10)),
            history,
            () -> status);
    server =
        new ManagementServer(
            new ManagementConfig("127.0.0.1", 0), new Health(() -> status), () -> "", page);
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/ui/operations.css",
        "/ui/operations.js",
        "/ui/charts.js",
        "/ui/text.js",
        "/ui/icon.svg",
        "/ui/uplot.js",
        "/ui/uplot.css",
        "/operations"
      })
  void shouldServeItsFilesWithNothingFromElsewhere(String path) throws Exception {
    // When
    HttpResponse<String> response = get(path);

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(response.body()).doesNotContain("src=\"http", "href=\"http", "import \"http");
  }

  @Test
  void shouldHaveNoScriptOrStyleInThePage() throws Exception {
    assertThat(get("/").body())
        .doesNotContain("<style", " style=", "onclick", "javascript:")
        .doesNotContainPattern("<script[^>]*>[^<]");
  }

  @Test
  void shouldServeNothingBesideItsFiles() throws Exception {
    assertThat(get("/ui/../reference.conf").statusCode()).isNotEqualTo(200);
    assertThat(get("/ui/index.html").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldBeReadOnly() throws Exception {
    // When
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri("/operations/stream"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    // Then
    assertThat(response.statusCode()).isEqualTo(405);
  }

  @Test
  void shouldGiveTheStateAsOneDocument() throws Exception {
    // Given
    history.committed(SampleEvents.commit(8));
    history.deadLettered(List.of(SampleEvents.deadLetter("secret")));

    // When
    String body = get("/operations").body();

    // Then
    assertThat(body)
        .contains("\"pipeline\":\"web-events\"", "\"phase\":\"running\"", "\"flush_max_age\":10.0")
        .contains("\"version\":8,\"rows\":10", "\"collect\":3.0", "\"type_mismatch\":1")
        .doesNotContain("secret");
  }

  @Test
  void shouldSendTheWholeStateFirstAndThenWhatIsNew() throws Exception {
    // Given
    history.committed(SampleEvents.commit(7));
    BufferedReader stream = reader(subscribe());

    // When
    String first = dataOf(stream, "state");
    String next = dataOf(stream, "tick");

    // Then
    assertThat(first).contains("\"version\":7");
    assertThat(next).contains("\"phase\":\"running\"");
  }

  @Test
  void shouldTellWhenToComeBack() throws Exception {
    // When
    BufferedReader stream = reader(subscribe());

    // Then
    await().atMost(LIMIT).until(() -> "retry: 2000".equals(stream.readLine()));
  }

  @Test
  void shouldAnswerProbesWhileFiftyPagesReadNothing() throws Exception {
    // Given
    for (int pages = 0; pages < EventStream.MOST_SUBSCRIBERS; pages++) {
      Socket socket = subscribe();
      assertThat(reader(socket).readLine()).isEqualTo("HTTP/1.1 200 OK");
    }

    // When
    for (int second = 0; second < 5; second++) {
      page.tick();
    }

    // Then
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(reader(subscribe()).readLine()).startsWith("HTTP/1.1 503");
  }

  @Test
  void shouldCutOffWhoReadsTooSlowly() throws Exception {
    // Given
    Socket slow = new Socket();
    slow.setReceiveBufferSize(1 << 10);
    slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    sockets.add(slow);
    ask(slow);
    for (int commit = 0; commit < 1_000; commit++) {
      history.committed(SampleEvents.commit(commit));
    }
    await().atMost(LIMIT).until(() -> page.subscribers() == 1);

    // When / Then
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              page.tick();
              return page.subscribers() == 0;
            });
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldMakeRoomWhenAPageIsClosed() throws Exception {
    // Given
    Socket socket = subscribe();
    assertThat(reader(socket).readLine()).isEqualTo("HTTP/1.1 200 OK");

    // When
    socket.close();

    // Then
    await().atMost(LIMIT).until(() -> page.subscribers() == 0);
  }

  private Socket subscribe() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    sockets.add(socket);
    ask(socket);
    return socket;
  }

  private static void ask(Socket socket) throws IOException {
    socket.setSoTimeout((int) LIMIT.toMillis());
    socket
        .getOutputStream()
        .write("GET /operations/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  private static String dataOf(BufferedReader stream, String event) throws IOException {
    String line = stream.readLine();
    while (!line.equals("event: " + event)) {
      line = stream.readLine();
    }
    return stream.readLine();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
