package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sluice.kafka.broker.SecuredBroker;
import io.sluice.kafka.broker.SecuredBroker.Listener;
import io.sluice.process.SluiceProcess.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that logs in to Kafka, and one that cannot; the mechanisms are the adapter's affair.
 */
@ExtendWith(TestBroker.class)
final class SecuredKafkaIT {
  private static final int PERMISSION = 77;
  private static final int CONFIGURATION = 78;
  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final String SECRET = "secret-of-the-client";

  @TempDir private Path folder;
  private TableOnDisk table;
  private HttpServer tokens;

  @BeforeEach
  void setUp(SecuredBroker broker) throws IOException {
    table = new TableOnDisk(folder.resolve("table"));
    String answer =
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":600}"
            .formatted(broker.tokens().token());
    tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokens.createContext(
        "/token",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          String login = exchange.getRequestHeaders().getFirst("Authorization");
          boolean isKnown = ("Basic " + base64("sluice:" + SECRET)).equals(login);
          byte[] said = (isKnown ? answer : "{\"error\":\"invalid_client\"}").getBytes(UTF_8);
          exchange.sendResponseHeaders(isKnown ? 200 : 401, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    tokens.start();
  }

  @AfterEach
  void stopTokens() {
    tokens.stop(0);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void shouldWriteWhatATokenOpens(SecuredBroker broker) {
    // Given
    topic(broker, "by-token");
    PipelineFile file = file(broker, "by-token");
    SecuredClient.of(broker, Listener.SASL).token(endpoint(), SECRET).into(file);

    // When
    Outcome outcome = run(allowing(), file);

    // Then
    outcome.requireExit(0);
    table.requireExactly(List.of(SteadyProducer.id(0)));
  }

  @Test
  void shouldSayThatTheTokensEndpointRefuses(SecuredBroker broker) {
    // Given
    PipelineFile file = file(broker, "any");
    SecuredClient.of(broker, Listener.SASL).token(endpoint(), "canary").into(file);

    // When, Then
    requireOneLine(run(allowing(), file), PERMISSION, "the login failed", "401");
  }

  @Test
  void shouldSayThatTheTokensEndpointHasToBeAllowed(SecuredBroker broker) {
    // Given
    PipelineFile file = file(broker, "any");
    SecuredClient.of(broker, Listener.SASL).token(endpoint(), "canary").into(file);

    // When, Then
    requireOneLine(run(Map.of(), file), CONFIGURATION, "allowed.urls", "SLUICE_JAVA_OPTS");
  }

  @Test
  void shouldSayThatThePasswordIsWrong(SecuredBroker broker) {
    // Given
    PipelineFile file = file(broker, "any");
    SecuredClient.of(broker, Listener.SASL).scram("canary").into(file);

    // When, Then
    requireOneLine(
        run(Map.of(), file), PERMISSION, "Cannot log in to Kafka", "invalid credentials");
  }

  @Test
  void shouldSayThatTheBrokerIsNotTrusted(SecuredBroker broker) {
    // Given
    PipelineFile file = file(broker, "any");
    SecuredClient.of(broker, Listener.TLS).trusting("stranger").into(file);

    // When, Then
    requireOneLine(
        run(Map.of(), file), CONFIGURATION, "Cannot trust Kafka", "ssl.truststore.location");
  }

  private PipelineFile file(SecuredBroker broker, String topic) {
    return new PipelineFile(folder, broker.plain(), topic, table.folder());
  }

  private static void topic(SecuredBroker broker, String topic) {
    broker.plain().createTopic(topic, 1);
    broker.plain().produce(topic, 0, SteadyProducer.plainEvent(0));
  }

  private String endpoint() {
    return "http://127.0.0.1:" + tokens.getAddress().getPort() + "/token";
  }

  private Map<String, String> allowing() {
    return Map.of(
        "SLUICE_JAVA_OPTS",
        "-Xmx512m -Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + endpoint());
  }

  private static Outcome run(Map<String, String> environment, PipelineFile file) {
    long begun = System.nanoTime();
    Outcome outcome =
        SluiceProcess.run(environment, "run", "--config", file.write(), "--until-end");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_MOST);
    return outcome;
  }

  private void requireOneLine(Outcome outcome, int exitCode, String... named) {
    outcome.requireExit(exitCode);
    assertThat(outcome.errorLines().stream().filter(line -> !line.contains(" INFO ")))
        .as("%s", outcome)
        .satisfiesExactly(
            cause -> assertThat(cause).startsWith("sluice: "),
            hint -> assertThat(hint).startsWith("hint: "));
    assertThat(outcome.err()).contains(named).doesNotContain("canary", "Exception");
    assertThat(table.files()).isEmpty();
  }
}
