package io.sluice.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bootstrap.config.ManagementConfig;
import io.sluice.bootstrap.operations.OperationsPage;
import io.sluice.bootstrap.operations.PipelineHistory;
import io.sluice.bootstrap.operations.PipelineIdentity;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.ports.fake.ManualClock;
import io.sluice.ports.in.PipelineStatus;
import io.sluice.ports.in.PipelineStatus.Phase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ManagementServerTest {
  private final AtomicReference<PipelineStatus> status =
      new AtomicReference<>(new PipelineStatus(Phase.STARTING, Optional.empty(), 0));
  private final HttpClient client = HttpClient.newHttpClient();
  private ManagementServer server;

  @BeforeEach
  void start() {
    server = server(0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void shouldBeLiveButNotReadyWhileStarting() throws Exception {
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/startupz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("starting\n");
  }

  @Test
  void shouldBeAllWellWhileRunning() throws Exception {
    // Given
    is(Phase.RUNNING, null, Duration.ofMillis(100));

    // When / Then
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    assertThat(get("/startupz").statusCode()).isEqualTo(200);
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").body()).isEqualTo("ok\n");
  }

  @Test
  void shouldNotBeReadyInTroubleButStayLive() throws Exception {
    // Given
    is(Phase.RUNNING, "Cannot write data files: no space", Duration.ZERO);

    // When / Then
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("running: Cannot write data files: no space\n");
    assertThat(get("/startupz").statusCode()).as("it has been running").isEqualTo(200);
  }

  @Test
  void shouldNotBeLiveWhenThePollLoopHangs() throws Exception {
    // Given
    is(Phase.RUNNING, null, Health.STUCK_AFTER);

    // When / Then
    assertThat(get("/livez").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldNotBeReadyWhileStopping() throws Exception {
    // Given
    is(Phase.RUNNING, null, Duration.ZERO);
    get("/startupz");
    is(Phase.STOPPING, null, Duration.ZERO);

    // When / Then
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/startupz").statusCode()).as("once started, always").isEqualTo(200);
  }

  @Test
  void shouldShowDetailsAsJson() throws Exception {
    // Given
    is(Phase.RUNNING, "no \"space\"", Duration.ofMillis(1500));

    // When
    HttpResponse<String> response = get("/health");

    // Then
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body())
        .isEqualTo(
            "{\"phase\":\"running\",\"live\":true,\"ready\":false,\"started\":true,"
                + "\"trouble\":\"no \\\"space\\\"\",\"loop_age_seconds\":1.5}\n");
  }

  @Test
  void shouldShowMetrics() throws Exception {
    // When
    HttpResponse<String> response = get("/metrics");

    // Then
    assertThat(response.body()).isEqualTo("sluice_commits_total 1.0\n");
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain");
  }

  @Test
  void shouldShowNothingElseAndNotSayWhatItRunsOn() throws Exception {
    // When
    HttpResponse<String> response = get("/nothing");

    // Then
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("server")).isEmpty();
    assertThat(response.body()).doesNotContainIgnoringCase("jetty");
  }

  @Test
  void shouldNotShowWhatFailedInside() throws Exception {
    // Given
    status.set(null);

    // When
    HttpResponse<String> response = get("/health");

    // Then
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("failed\n");
  }

  @Test
  void shouldRefuseHugeHeaders() throws Exception {
    // When
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri("/livez")).header("x-huge", "a".repeat(20_000)).build(),
            HttpResponse.BodyHandlers.ofString());

    // Then
    assertThat(response.statusCode()).isEqualTo(431);
  }

  @Test
  void shouldSayWhatToDoWhenThePortIsTaken() {
    // When / Then
    assertThatThrownBy(() -> server(server.port()).start())
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e).hasMessageContaining("127.0.0.1:" + server.port());
              assertThat(e.hint()).contains("sluice.http.management.port");
            });
  }

  private ManagementServer server(int port) {
    return new ManagementServer(
        new ManagementConfig("127.0.0.1", port),
        new Health(status::get),
        () -> "sluice_commits_total 1.0\n",
        new OperationsPage(
            new PipelineIdentity("test", "file:///lake/test", Duration.ofSeconds(10)),
            new PipelineHistory(new ManualClock()),
            status::get));
  }

  private void is(Phase phase, String trouble, Duration loopAge) {
    status.set(new PipelineStatus(phase, Optional.ofNullable(trouble), loopAge.toNanos()));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
