package io.sluice.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.connection.ConnectionConfig.Proxy;
import io.sluice.storage.gcs.StubStore.Request;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are sent, and what becomes of the answers. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GcsRequestsTest {
  private static final Location LOCATION = Location.parse("gs://bucket/table/entry.json");
  private static final int PART = 1 << 20;

  private StubStore store;

  @BeforeEach
  void start() throws IOException {
    store = new StubStore();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9 << 20})
  void shouldCreateByOneRequestWithContentAndCondition(int length) throws IOException {
    // When
    try (GcsBackend backend = backend(4)) {
      backend.exclusiveCreate().create(LOCATION, new byte[length]);
    }

    // Then
    assertThat(store.requests()).hasSize(1);
    Request request = store.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri())
        .startsWith("/upload/storage/v1/b/bucket/o?")
        .contains("uploadType=multipart", "ifGenerationMatch=0");
    assertThat(request.body()).contains("\"name\":\"table/entry.json\"", "crc32c");
    assertThat(request.bytes()).isGreaterThan(length).isLessThan(length + 2_000);
  }

  @Test
  void shouldTakeARefusedConditionForAnObjectThatIsThere() throws IOException {
    // Given
    store.fail(412, "At least one of the pre-conditions you specified did not hold.");

    // Then
    try (GcsBackend backend = backend(4)) {
      assertThatThrownBy(() -> backend.exclusiveCreate().create(LOCATION, new byte[1]))
          .isInstanceOf(ObjectAlreadyExistsException.class)
          .hasMessageContaining(LOCATION.toString())
          .hasCauseInstanceOf(IOException.class);
    }
    assertThat(store.requests()).hasSize(1);
  }

  @Test
  void shouldRepeatACreateWhoseAnswerWasLostAndSayThatItIsThere() throws IOException {
    // Given
    store.fail(503, "Backend Error").fail(412, "conditionNotMet");

    // Then
    try (GcsBackend backend = backend(4)) {
      assertThatThrownBy(() -> backend.exclusiveCreate().create(LOCATION, new byte[1]))
          .isInstanceOf(ObjectAlreadyExistsException.class);
    }
    assertThat(store.requests())
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.uri()).contains("ifGenerationMatch=0"));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void shouldSendARequestAsOftenAsConfigured(int status) throws IOException {
    // Given
    store.fail(status, "busy").fail(status, "busy").fail(status, "busy").fail(status, "busy");

    // Then
    try (GcsBackend backend = backend(3)) {
      assertThatThrownBy(() -> backend.objects().write(LOCATION, new byte[1]))
          .isInstanceOf(IOException.class)
          .hasMessage("Cannot write '" + LOCATION + "': busy");
    }
    assertThat(store.requests()).hasSize(3);
  }

  @Test
  void shouldRepeatEveryKindOfRequest() throws IOException {
    try (GcsBackend backend = backend(2)) {
      store.fail(503, "busy");
      backend.objects().write(LOCATION, new byte[1]);
      store.fail(503, "busy");
      assertThat(backend.objects().list(LOCATION)).isEmpty();
      store.fail(503, "busy").answer(204, "");
      backend.objects().delete(LOCATION);
      store.fail(503, "busy").fail(404, "No such object");
      assertThat(backend.objects().find(LOCATION)).isEmpty();
    }
    assertThat(store.requests()).hasSize(8);
  }

  @Test
  void shouldFindByOneRequest() throws IOException {
    // Given
    store.answer(
        200,
        "{\"name\":\"table/entry.json\",\"bucket\":\"bucket\",\"size\":\"7\",\"generation\":\"3\","
            + "\"timeCreated\":\"2026-01-02T03:04:05.678Z\"}");

    // Then
    try (GcsBackend backend = backend(1)) {
      assertThat(backend.objects().find(LOCATION))
          .hasValueSatisfying(
              found -> {
                assertThat(found.bytes()).isEqualTo(7);
                assertThat(found.modifiedAtMillis()).isEqualTo(1_767_323_045_678L);
              });
    }
    assertThat(store.requests())
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.uri()).startsWith("/storage/v1/b/bucket/o/table%2Fentry.json?"));
  }

  @Test
  void shouldBeginAListingAtTheName() throws IOException {
    try (GcsBackend backend = backend(1)) {
      assertThat(backend.objects().listFrom(Location.parse("gs://bucket/t/log"), "0007")).isEmpty();
    }
    assertThat(store.requests())
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.uri())
                    .contains("startOffset=t/log/0007", "prefix=t/log/", "delimiter=/"));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void shouldSayWhatToCheckWhereAccessIsDenied(int status) throws IOException {
    // Given
    store.fail(status, "no access");

    // Then
    try (GcsBackend backend = backend(4)) {
      assertThatThrownBy(() -> backend.objects().find(LOCATION))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContainingAll(LOCATION.toString(), "no access", "sluice.storage.gcs.auth");
    }
    assertThat(store.requests()).as("not repeated").hasSize(1);
  }

  @Test
  void shouldNeverPublishAnObjectAfterAFailedWrite() throws IOException {
    // Given
    store.fail(503, "busy");

    // When
    try (GcsBackend backend = backend(1)) {
      ObjectWriter writer = backend.objects().write(LOCATION);
      assertThatThrownBy(() -> writer.write(new byte[3 * PART])).isInstanceOf(IOException.class);
      int sent = store.requests().size();

      // Then
      assertThatThrownBy(() -> writer.write(1)).hasMessageContaining("failed");
      assertThatThrownBy(writer::close).hasMessageContaining("an earlier write failed");
      writer.close();
      assertThat(store.requests()).as("nothing more is sent").hasSize(sent);
    }
  }

  @Test
  void shouldSendNothingOfASmallObjectThatIsAborted() throws IOException {
    try (GcsBackend backend = backend(1);
        ObjectWriter writer = backend.objects().write(LOCATION)) {
      writer.write(new byte[PART]);
      writer.abort();
    }
    assertThat(store.requests()).isEmpty();
  }

  @Test
  void shouldGoThroughTheProxyWithoutItsPasswordInMessages() throws IOException {
    // Given
    Proxy proxy = new Proxy(store.host(), store.port(), Optional.of("user"), Optional.of("geheim"));
    store.fail(403, "denied by the proxy");

    // When
    try (GcsBackend backend =
        new GcsBackend(config("http://storage.invalid"), connection(1, Optional.of(proxy)))) {
      assertThatThrownBy(() -> backend.objects().find(LOCATION))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageNotContaining("geheim");
    }

    // Then
    assertThat(store.requests())
        .singleElement()
        .satisfies(
            request -> assertThat(request.uri()).startsWith("http://storage.invalid/storage/v1/"));
  }

  @Test
  void shouldFetchTokensThroughTheProxyToo(@TempDir Path folder) throws Exception {
    // Given
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2_048);
    String key =
        Base64.getEncoder().encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
    Path file =
        Files.writeString(
            folder.resolve("key.json"),
            "{\"type\":\"service_account\",\"client_id\":\"1\",\"client_email\":\"me@example\","
                + "\"private_key_id\":\"2\",\"token_uri\":\"http://token.invalid/token\","
                + "\"private_key\":\"-----BEGIN PRIVATE KEY-----\\n"
                + key
                + "\\n-----END PRIVATE KEY-----\\n\"}");
    GcsConfig config =
        new GcsConfig(
            Optional.of("http://storage.invalid"),
            Optional.empty(),
            GcsAuth.SERVICE_ACCOUNT,
            Optional.of(file),
            PART);
    Proxy proxy = new Proxy(store.host(), store.port(), Optional.empty(), Optional.empty());
    store
        .answer(200, "{\"access_token\":\"token\",\"expires_in\":3600,\"token_type\":\"Bearer\"}")
        .fail(404, "No such object");

    // When
    try (GcsBackend backend = new GcsBackend(config, connection(1, Optional.of(proxy)))) {
      assertThat(backend.objects().find(LOCATION)).isEmpty();
    }

    // Then
    assertThat(store.requests())
        .extracting(Request::uri)
        .satisfiesExactly(
            uri -> assertThat(uri).isEqualTo("http://token.invalid/token"),
            uri -> assertThat(uri).startsWith("http://storage.invalid/storage/v1/"));
    assertThat(store.requests().get(1).authorized()).isTrue();
  }

  @Test
  void shouldFailInBoundedTimeWhereNobodyListens() throws IOException {
    // Given
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    // Then
    try (GcsBackend backend =
        new GcsBackend(
            config("http://" + store.host() + ":" + port), connection(3, Optional.empty()))) {
      assertThatThrownBy(() -> backend.objects().list(LOCATION))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot list '" + LOCATION + "': ");
    }
  }

  @Test
  void shouldFailInBoundedTimeWhereNobodyAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        GcsBackend backend =
            new GcsBackend(
                config("http://" + store.host() + ":" + silent.getLocalPort()),
                connection(2, Optional.empty()))) {
      assertThatThrownBy(() -> backend.exclusiveCreate().create(LOCATION, new byte[1]))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(InterruptedIOException.class)
          .hasMessageStartingWith("Cannot create '" + LOCATION + "': ");
    }
  }

  @Test
  void shouldKeepTheInterrupt() throws IOException {
    // Given
    store.fail(503, "busy");

    // When
    Thread.currentThread().interrupt();

    // Then
    try (GcsBackend backend = backend(5)) {
      assertThatThrownBy(() -> backend.objects().list(LOCATION))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("Cannot list '" + LOCATION + "': interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void shouldSayThatItIsClosed() throws IOException {
    // Given
    GcsBackend backend = backend(1);
    backend.close();

    // Then
    assertThatThrownBy(() -> backend.objects().find(LOCATION))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }

  private GcsBackend backend(int attempts) {
    return new GcsBackend(config(store.address()), connection(attempts, Optional.empty()));
  }

  private static GcsConfig config(String endpoint) {
    return new GcsConfig(
        Optional.of(endpoint), Optional.empty(), GcsAuth.NONE, Optional.empty(), PART);
  }

  private static ConnectionConfig connection(int attempts, Optional<Proxy> proxy) {
    return new ConnectionConfig(attempts, Duration.ofMillis(700), Duration.ofSeconds(2), 8, proxy);
  }
}
