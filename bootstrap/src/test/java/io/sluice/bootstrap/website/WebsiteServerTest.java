package io.sluice.bootstrap.website;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.SluiceException;
import io.sluice.ports.fake.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebsiteServerTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final FollowedTable table = new FollowedTable();
  private final ManualClock clock = new ManualClock();
  private final ArrivalWatch lake =
      new ArrivalWatch("lake", new LakeArrivals(table.watched()), clock);
  private final HotTable hotTable = new HotTable();
  private final ArrivalWatch hot = new ArrivalWatch("hot", hotTable, clock);
  private final HttpClient client = HttpClient.newHttpClient();
  private WebsiteServer server;

  @BeforeEach
  void start() {
    server = server(0, Optional.of(URI.create("http://localhost:3001")), Optional.empty());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/common.css", "/shop.css", "/shop.js", "/api/config", "/nothing"})
  void shouldLetAPageLoadAndAskNothingElse(String path) throws Exception {
    // When
    HttpResponse<String> response = get(path);

    // Then
    assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("connect-src 'self' http://localhost:3001;", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(response.headers().firstValue("server")).isEmpty();
  }

  @Test
  void shouldHaveNoScriptInThePageAndNothingFromElsewhere() throws Exception {
    assertThat(get("/").body())
        .doesNotContainPattern("<script(?![^>]* src=\"/)")
        .doesNotContain("https://", "http://", " style=", "onclick");
  }

  @Test
  void shouldBuildPagesOfNodesSoThatWhatIsTypedStaysText() throws Exception {
    for (String module : new String[] {"shop", "store", "arrivals", "events", "dom", "catalog"}) {
      assertThat(get("/" + module + ".js").body())
          .as(module)
          .doesNotContain(
              "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }
  }

  @Test
  void shouldNotSendAFileAgainThatTheBrowserHas() throws Exception {
    // Given
    String tag = get("/shop.js").headers().firstValue("etag").orElseThrow();

    // When
    HttpResponse<String> again =
        client.send(
            HttpRequest.newBuilder(uri("/shop.js")).header("If-None-Match", tag).build(),
            HttpResponse.BodyHandlers.ofString());

    // Then
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../reference.conf", "/web/shop/index.html", "/%2e%2e/reference.conf"})
  void shouldServeNothingElse(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void shouldSayWhereEventsGo() throws Exception {
    assertThat(get("/api/config").body())
        .isEqualTo("{\"ingestUrl\":\"http://localhost:3001\",\"ingestPort\":3001}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, 'connect-src ''self'' localhost:3001;'",
    "shop.example, 'connect-src ''self'' shop.example:3001;'",
    "[::1]:8080, 'connect-src ''self'' *:3001;'"
  })
  void shouldAllowThePagesOwnHostOnlyWhereNoIngestApiIsNamed(String host, String policy)
      throws Exception {
    // Given
    WebsiteServer other = server(0, Optional.empty(), Optional.empty());
    other.start();

    // When / Then
    try {
      String response = raw(other.port(), "GET /api/config HTTP/1.1\r\nHost: " + host);
      assertThat(response).contains("\"ingestUrl\":\"\"").contains(policy);
    } finally {
      other.stop();
    }
  }

  @Test
  void shouldLetNobodyAddToThePolicyByTheNameOfTheHost() throws Exception {
    // Given
    WebsiteServer other = server(0, Optional.empty(), Optional.empty());
    other.start();

    // When / Then
    try {
      assertThat(raw(other.port(), "GET / HTTP/1.1\r\nHost: a;script-src-elem *"))
          .doesNotContain("script-src-elem");
    } finally {
      other.stop();
    }
  }

  private static String raw(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((request + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void shouldSayWhatHasArrived() throws Exception {
    // Given
    table.commit(NOON, NOON.minusMillis(1500), "a", "b");
    lake.look();

    // When
    String body = get("/api/arrived?ids=a,unknown").body();

    // Then
    assertThat(body)
        .isEqualTo(
            "{\"lake\":{\"rows\":2,\"version\":0,\"newestAt\":\"2026-01-31T12:00:00Z\","
                + "\"freshnessSeconds\":1.5},\"lakeSeenSecondsAgo\":0.0,\"hot\":null,\"hotReason\":\"not configured\","
                + "\"events\":{\"a\":{\"lakeVersion\":0,\"hot\":false}}}\n");
  }

  @Test
  void shouldSayWhichStoreCannotBeReachedAndRecover() throws Exception {
    // Given
    server.stop();
    server = server(0, Optional.empty(), Optional.of(hot));
    server.start();
    table.commit(NOON, NOON, "a");
    lake.look();
    hot.look();
    assertThat(get("/api/arrived?ids=a").body()).contains("\"hot\":{\"rows\":7}", "\"hot\":true");

    // When
    table.away(true);
    hotTable.isAway = true;
    lake.look();
    hot.look();

    // Then
    assertThat(get("/api/arrived").body())
        .contains("\"lake\":null,\"lakeReason\":\"unreachable\"")
        .contains("\"hot\":null,\"hotReason\":\"unreachable\"")
        .doesNotContain("connection refused");
    table.away(false);
    lake.look();
    assertThat(get("/api/arrived").body()).contains("\"lake\":{\"rows\":1");
  }

  @Test
  void shouldSayHowLongAgoAStoreWasSeen() throws Exception {
    // Given
    assertThat(get("/api/arrived").body()).as("not seen yet").doesNotContain("SeenSecondsAgo");
    table.commit(NOON, NOON, "a");
    lake.look();

    // When: one that hangs is not looked at again, one that fails is looked at in vain
    clock.advance(Duration.ofSeconds(7));

    // Then
    assertThat(get("/api/arrived").body()).contains("\"lakeSeenSecondsAgo\":7.0");
    table.away(true);
    lake.look();
    assertThat(get("/api/arrived").body()).contains("\"lake\":null", "\"lakeSeenSecondsAgo\":7.0");
    table.away(false);
    lake.look();
    assertThat(get("/api/arrived").body()).contains("\"lakeSeenSecondsAgo\":0.0");
  }

  @Test
  void shouldSayThatThereIsNoTableYet() throws Exception {
    lake.look();
    assertThat(get("/api/arrived").body()).contains("\"lake\":null,\"lakeReason\":\"empty\"");
  }

  @Test
  void shouldTakeAHundredIdsAndNoMore() throws Exception {
    assertThat(get("/api/arrived?ids=" + ids(100)).statusCode()).isEqualTo(200);
    assertThat(get("/api/arrived?ids=" + ids(101)).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%3Cscript%3E", "a,,b", "%22", "a%20b", "%00"})
  void shouldRefuseWhatIsNoIdWithoutRepeatingIt(String ids) throws Exception {
    // When
    HttpResponse<String> response = get("/api/arrived?ids=" + ids);

    // Then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"error\":").doesNotContain("script>");
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/json");
  }

  @Test
  void shouldRefuseHugeHeaders() throws Exception {
    assertThat(get("/?" + "a".repeat(20_000)).statusCode()).isIn(414, 431);
  }

  @Test
  void shouldSayWhatToDoWhenThePortIsTaken() {
    assertThatThrownBy(() -> server(server.port(), Optional.empty(), Optional.empty()).start())
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("127.0.0.1:" + server.port())
        .hasMessageContaining("sluice.website");
  }

  private static String ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "id-" + i).collect(Collectors.joining(","));
  }

  private WebsiteServer server(int port, Optional<URI> ingest, Optional<ArrivalWatch> second) {
    return new WebsiteServer(
        new WebsiteConfig("127.0.0.1", port, ingest), new Arrivals(lake, second));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** Seven rows, one of them new. */
  private static final class HotTable implements ArrivalSource {
    private boolean isAway;

    @Override
    public Optional<Holdings> look(RecentEvents recent) throws IOException {
      if (isAway) {
        throw new IOException("connection refused");
      }
      recent.add("a", OptionalLong.empty());
      return Optional.of(new Holdings(7, OptionalLong.empty(), Optional.empty(), Optional.empty()));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
