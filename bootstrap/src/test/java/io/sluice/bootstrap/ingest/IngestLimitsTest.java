package io.sluice.bootstrap.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile and careless clients get. */
@Timeout(60)
final class IngestLimitsTest {
  static final String HEAD =
      "POST /events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

  private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";

  @Test
  void shouldRefuseALongBodyWithoutReadingIt() throws Exception {
    try (RunningApi api = new RunningApi("max-body-size = 1 KiB, max-event-size = 1 KiB")) {
      assertThat(raw(api, HEAD + "Content-Length: 1000000000\r\n\r\n"))
          .startsWith("HTTP/1.1 413")
          .contains("body_too_large", "Connection: close")
          .contains("more than 1024 bytes", "sluice.ingest.max-body-size");
    }
  }

  @Test
  void shouldRefuseALongBodyOfUnknownLength() throws Exception {
    try (RunningApi api = new RunningApi("max-body-size = 1 KiB, max-event-size = 1 KiB")) {
      String chunk = "400\r\n" + " ".repeat(1024) + "\r\n";
      assertThat(raw(api, HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk))
          .startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void shouldNotInflateABomb() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // Given 64 MiB of blanks in 64 KiB
      byte[] bomb = IngestServerTest.gzip(" ".repeat(64 << 20).getBytes(UTF_8));

      // When
      HttpResponse<String> answer =
          api.send(
              api.events(bomb)
                  .header("Content-Type", "application/json")
                  .header("Content-Encoding", "gzip"));

      // Then
      assertThat(bomb).hasSizeLessThan(1 << 20);
      assertThat(answer.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void shouldRefuseBrokenAndUnknownCompression() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      assertThat(api.send(api.events(RunningApi.EVENT).header("Content-Encoding", "gzip")).body())
          .contains("invalid_gzip");
      assertThat(
              api.send(api.events(RunningApi.EVENT).header("Content-Encoding", "br")).statusCode())
          .isEqualTo(415);
    }
  }

  @Test
  void shouldCutOffABodyThatComesTooSlowly() throws Exception {
    try (RunningApi api = new RunningApi("request-timeout = 300 ms")) {
      assertThat(raw(api, HEAD + "Content-Length: 100\r\n\r\n{"))
          .startsWith("HTTP/1.1 408")
          .contains("body_timeout", "Connection: close");
      assertThat(api.send(api.events(RunningApi.EVENT)).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void shouldServeOthersWhileManyBodiesComeSlowly() throws Exception {
    // Given more of them than there are threads
    try (RunningApi api = new RunningApi("request-timeout = 20 s")) {
      Socket[] slow = new Socket[100];
      for (int i = 0; i < slow.length; i++) {
        slow[i] = new Socket(InetAddress.getLoopbackAddress(), api.port());
        slow[i].getOutputStream().write((HEAD + "Content-Length: 100\r\n\r\n{").getBytes(UTF_8));
      }
      await().until(() -> api.send(api.request("/metrics")).body().contains("in_flight 100"));

      // When / Then
      assertThat(api.send(api.events(RunningApi.EVENT)).statusCode()).isEqualTo(202);
      for (Socket socket : slow) {
        socket.close();
      }
      await("those who went away are counted out, long before their time is over")
          .atMost(Duration.ofSeconds(10))
          .until(() -> inFlight(api) == 0);
    }
  }

  @Test
  void shouldCountOutWhoGoesAwayWhileKafkaIsWaitedFor() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      // Given
      api.topic().hold();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
        String event = RunningApi.EVENT;
        String request = HEAD + "Content-Length: " + event.length() + "\r\n\r\n" + event;
        socket.getOutputStream().write(request.getBytes(UTF_8));
        await().until(() -> api.topic().held() == 1);
      }

      // When
      api.topic().release();

      // Then
      await().atMost(Duration.ofSeconds(10)).until(() -> inFlight(api) == 0);
    }
  }

  private static double inFlight(RunningApi api) throws Exception {
    return api.send(api.request("/metrics"))
        .body()
        .lines()
        .filter(line -> line.startsWith("sluice_ingest_in_flight "))
        .mapToDouble(line -> Double.parseDouble(line.split(" ", 2)[1]))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldTakeSoManyConnectionsAndServeTheNextWhenOneIsClosed() throws Exception {
    try (RunningApi api = new RunningApi("max-connections = 2")) {
      Socket first = idle(api);
      try (Socket second = idle(api);
          Socket third = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
        // Given
        third.getOutputStream().write(HEALTH.getBytes(UTF_8));
        third.setSoTimeout(500);
        assertThatThrownBy(() -> third.getInputStream().read())
            .as("while two are open")
            .isInstanceOf(SocketTimeoutException.class);

        // When
        first.close();

        // Then
        third.setSoTimeout(20_000);
        assertThat(third.getInputStream().read()).isEqualTo('H');
        assertThat(second.isConnected()).isTrue();
      } finally {
        first.close();
      }
    }
  }

  /** A connection that has been served and stays. */
  private static Socket idle(RunningApi api) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(HEALTH.getBytes(UTF_8));
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    return socket;
  }

  @ParameterizedTest
  @CsvSource({
    "'max-event-size = 20 B', event_too_large, max-event-size",
    "max-events = 1, too_many_events, max-events",
    "'max-body-size = 30 B, max-event-size = 20 B', body_too_large, max-body-size"
  })
  void shouldSayWhichLimitWasReachedAndWhichKeyRaisesIt(String settings, String code, String key)
      throws Exception {
    try (RunningApi api = new RunningApi(settings)) {
      HttpResponse<String> answer =
          api.send(api.events("[" + RunningApi.EVENT + "," + RunningApi.EVENT + "]"));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains(code, "sluice.ingest." + key).containsPattern("[0-9]+ ");
    }
  }

  @Test
  void shouldWorkOnSoManyAtATimeAndNoMore() throws Exception {
    try (RunningApi api = new RunningApi("max-requests = 1")) {
      // Given
      api.topic().hold();
      CompletableFuture<HttpResponse<String>> first =
          api.client()
              .sendAsync(
                  api.events(RunningApi.EVENT).build(), HttpResponse.BodyHandlers.ofString());
      await().until(() -> api.topic().held() == 1);

      // When
      HttpResponse<String> second = api.send(api.events(RunningApi.EVENT));

      // Then
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.headers().firstValue("Retry-After")).contains("1");
      api.topic().release();
      assertThat(first.join().statusCode()).isEqualTo(202);
    }
  }

  @Test
  void shouldLimitEachClientForItself() throws Exception {
    try (RunningApi api = new RunningApi("requests-per-second = 1, trust-forwarded-for = true")) {
      assertThat(statusFor(api, "10.0.0.1")).isEqualTo(202);
      assertThat(limited(api, "10.0.0.1").headers().firstValue("Retry-After")).contains("1");
      limited(api, "6.6.6.6, 10.0.0.1");
      limited(api, "6.6.6.7", "10.0.0.1");
      assertThat(statusFor(api, "10.0.0.2")).as("another client").isEqualTo(202);
    }
  }

  /**
   * The first answer that says so: while one sends, the limit lets another request through each
   * second.
   */
  private static HttpResponse<String> limited(RunningApi api, String... forwardedFor)
      throws Exception {
    for (int i = 0; i < 50; i++) {
      HttpRequest.Builder request = api.events(RunningApi.EVENT);
      for (String line : forwardedFor) {
        request.header("X-Forwarded-For", line);
      }
      HttpResponse<String> answer = api.send(request);
      if (answer.statusCode() == 429) {
        return answer;
      }
    }
    throw new AssertionError("50 requests for " + List.of(forwardedFor) + ", and no limit");
  }

  private static int statusFor(RunningApi api, String client) throws Exception {
    return api.send(api.events(RunningApi.EVENT).header("X-Forwarded-For", client)).statusCode();
  }

  @Test
  void shouldAskForOneOfTheKeys() throws Exception {
    try (RunningApi api = new RunningApi("api-keys = [first, second]")) {
      assertThat(api.send(api.events(RunningApi.EVENT)).statusCode()).isEqualTo(401);
      assertThat(statusWith(api, "firs")).isEqualTo(401);
      assertThat(statusWith(api, "first")).isEqualTo(202);
      assertThat(statusWith(api, "second")).isEqualTo(202);
      assertThat(api.topic().written()).hasSize(2);
    }
  }

  private static int statusWith(RunningApi api, String key) throws Exception {
    return api.send(api.events(RunningApi.EVENT).header("X-API-Key", key)).statusCode();
  }

  @Test
  void shouldRefuseHugeHeaders() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      assertThat(
              api.send(api.events(RunningApi.EVENT).header("x-huge", "a".repeat(20_000)))
                  .statusCode())
          .isEqualTo(431);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00ff", "\ufeff", "\\ud800"})
  void shouldRefuseWhatIsNotUnicode(String text) throws Exception {
    try (RunningApi api = new RunningApi("")) {
      String event = RunningApi.EVENT.replace("click", text);
      boolean isMark = text.equals("\ufeff");
      byte[] body =
          text.equals("\u00ff")
              ? event.getBytes(ISO_8859_1)
              : (isMark ? text + RunningApi.EVENT : event).getBytes(UTF_8);
      HttpResponse<String> answer =
          api.send(api.events(body).header("Content-Type", "application/json"));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("invalid_encoding");
    }
  }

  @Test
  void shouldLetScriptsOfAllowedPagesSendAndNoOthers() throws Exception {
    try (RunningApi api = new RunningApi("cors.allowed-origins = [\"https://shop.example\"]")) {
      // When
      HttpResponse<String> allowed = preflight(api, "https://shop.example");
      HttpResponse<String> other = preflight(api, "https://evil.example");

      // Then
      assertThat(allowed.statusCode()).isEqualTo(200);
      assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
          .contains("https://shop.example");
      assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers"))
          .contains("content-type");
      assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      HttpResponse<String> faulty =
          api.send(api.events("{}").header("Origin", "https://shop.example"));
      assertThat(faulty.headers().firstValue("Access-Control-Allow-Origin"))
          .as("so that the script can read what is wrong")
          .contains("https://shop.example");
    }
  }

  @Test
  void shouldLetNoScriptSendByDefault() throws Exception {
    try (RunningApi api = new RunningApi("")) {
      assertThat(
              preflight(api, "https://shop.example")
                  .headers()
                  .firstValue("Access-Control-Allow-Origin"))
          .isEmpty();
    }
  }

  private static HttpResponse<String> preflight(RunningApi api, String origin) throws Exception {
    return api.send(
        api.request("/events")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type"));
  }

  /** Sends bytes as they are and returns what comes back until the server closes. */
  static String raw(RunningApi api, String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), UTF_8);
    }
  }
}
