package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sluice.kafka.broker.Certificates;
import io.sluice.kafka.broker.SecuredBroker;
import io.sluice.kafka.broker.SecuredBroker.Listener;
import io.sluice.process.SluiceProcess.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was told in confidence shows nowhere, however much is logged. */
@ExtendWith(TestBroker.class)
final class SecretsIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern PORT =
      Pattern.compile("Management endpoints are open.*port=\"(\\d+)");

  /** What shows only where all levels do: a library that is not held to warnings. */
  private static final Pattern TRACED = Pattern.compile("(?m)^\\S+Z (TRACE|DEBUG) ");

  private static final String PAYLOAD = "canary-in-a-payload";
  private static final String ACCOUNT_KEY =
      Base64.getEncoder().encodeToString("canary-of-an-account".getBytes(UTF_8));

  /** Where a secret may stand: key and value, with the part nobody may see. */
  private static final Map<String, String> IN_THE_FILE =
      Map.ofEntries(
          entry("sluice.kafka.properties.\"plug.in.url\"", "http://me:canary-in-a-url@a.example"),
          entry("sluice.kafka.properties.\"plug.in.store\"", "https://a.example/b?sv=1&sig=canary"),
          entry("sluice.storage.s3.access-key", "canary-access-key-of-s3"),
          entry("sluice.storage.s3.secret-key", "canary-secret-key-of-s3"),
          entry("sluice.storage.s3.session-token", "canary-session-token"),
          entry("sluice.storage.azure.auth", "account-key"),
          entry("sluice.storage.azure.account-key", ACCOUNT_KEY),
          entry("sluice.storage.azure.sas-token", "sv=2026&sig=canary-signature"),
          entry("sluice.storage.connection.proxy.password", "canary-of-the-proxy"),
          entry("sluice.kafka.properties.\"plug.in.basic.auth.user.info\"", "me:canary-user-info"),
          entry(
              "sluice.kafka.properties.\"sasl.oauthbearer.client.credentials.client.secret\"",
              "canary-client-secret"));

  private static final Map<String, String> IN_THE_ENVIRONMENT =
      Map.of(
          "SLUICE_STORAGE_MINIO_ACCESS_KEY", "canary-access-key",
          "SLUICE_STORAGE_MINIO_SECRET_KEY", "canary-secret-key",
          "SLUICE_STORAGE_AZURE_CLIENT_SECRET", "canary-of-an-application");

  @TempDir private Path folder;
  private TableOnDisk table;

  @BeforeEach
  void setUp() {
    table = new TableOnDisk(folder.resolve("table"));
  }

  @Test
  void shouldShowNoSecretAtWork(SecuredBroker broker) throws Exception {
    // Given
    topic(broker, "confidential");
    broker.plain().createTopic("confidential-dead", 1);
    Path password = Files.writeString(folder.resolve("password"), "canary-in-a-file");
    Map<String, String> environment = new TreeMap<>(IN_THE_ENVIRONMENT);
    environment.put("SLUICE_HOT_PASSWORD_FILE", password.toString());
    PipelineFile file =
        pipeline(broker, "confidential")
            .with("sluice.dead-letter { sink = topic, topic = confidential-dead }")
            .with("sluice.flush.max-age = 1 s");
    IN_THE_FILE.forEach((key, value) -> file.with(key + " = \"" + value + "\""));
    String config = file.write();

    // When
    StringBuilder pages = new StringBuilder();
    Outcome run;
    try (SluiceProcess process =
        SluiceProcess.start(environment, "run", "--config", config, "--log-level", "trace")) {
      process.awaitLog("Committed", LIMIT);
      for (String page : List.of("metrics", "health", "readyz", "operations", "")) {
        pages.append(page(process, page));
      }
      process.terminate();
      run = process.awaitExit(LIMIT);
    }
    Outcome printed = SluiceProcess.run(environment, "config", "print", "--config", config);
    Outcome json =
        SluiceProcess.run(
            environment, "config", "print", "--config", config, "--output", "json", "--comments");

    // Then
    requireNothing("metrics, health, page", pages.toString());
    assertThat(run.err()).as("the log").containsPattern(TRACED);
    requireNothing("output and log", run.out() + run.err());
    assertThat(printed.requireExit(0).out()).contains("********");
    requireNothing("config print", printed.out() + printed.err() + json.out() + json.err());
    assertThat(table.entries()).as("entries of the log").isNotEmpty();
    for (Path entry : table.entries()) {
      requireNothing("commit info", Files.readString(entry).replaceAll("\"stats\":.*", ""));
    }
    List<ConsumerRecord<byte[], byte[]>> dead =
        TopicReader.readAll(broker.plain(), "confidential-dead");
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).value()).asString().contains(PAYLOAD);
    dead.get(0)
        .headers()
        .forEach(each -> requireNothing(each.key(), new String(each.value(), UTF_8)));
  }

  /** What stores and proxies answer is put into messages, with the address that was asked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abfss://box@account.dfs.core.windows.net/t | sluice.storage.azure { endpoint = "%s/account", sas-token = "sv=2026&sig=canary-signature" }
          s3://bucket/t | sluice.storage.minio { endpoint = "%s", access-key = canary-access-key, secret-key = canary-secret-key, session-token = canary-session-token }
          """)
  void shouldShowNoSecretWhereAStoreRefuses(String location, String store, SecuredBroker broker)
      throws IOException {
    // Given
    String topic = "refused-" + location.substring(0, 2);
    topic(broker, topic);
    HttpServer refusing = refusing();
    try {
      PipelineFile file =
          pipeline(broker, topic)
              .with("sluice.table.location = \"" + location + "\"")
              .with("sluice.storage.connection.attempts = 1")
              .with(store.formatted("http://127.0.0.1:" + refusing.getAddress().getPort()));

      // When
      Outcome outcome =
          SluiceProcess.run(
              "run", "--config", file.write(), "--until-end", "--log-level", "trace", "--debug");

      // Then
      assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(77);
      assertThat(outcome.err()).as("the log").containsPattern(TRACED);
      requireNothing("what was said of the refusal", outcome.out() + outcome.err());
    } finally {
      refusing.stop(0);
    }
  }

  private static HttpServer refusing() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void topic(SecuredBroker broker, String topic) {
    broker.plain().createTopic(topic, 1);
    broker
        .plain()
        .produce(
            topic,
            0,
            "{\"event_id\":\"" + PAYLOAD + "\"}",
            "{\"event_id\":\"" + PAYLOAD,
            "{\"event_id\":\"" + PAYLOAD + "\"}");
  }

  private PipelineFile pipeline(SecuredBroker broker, String topic) {
    PipelineFile file = new PipelineFile(folder, broker.plain(), topic, table.folder());
    SecuredClient.of(broker, Listener.SASL).scram(SecuredBroker.USERS_PASSWORD).into(file);
    return file;
  }

  private static String page(SluiceProcess process, String page)
      throws IOException, InterruptedException {
    Matcher port = PORT.matcher(process.errors());
    assertThat(port.find()).as("a port in %s", process.errors()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + "/" + page))
            .timeout(Duration.ofSeconds(20))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("/%s", page).isEqualTo(200);
    return answer.body();
  }

  private static void requireNothing(String where, String text) {
    assertThat(text.lines().filter(SecretsIT::showsASecret)).as("lines of %s", where).isEmpty();
  }

  private static boolean showsASecret(String line) {
    return Stream.of("canary", ACCOUNT_KEY, SecuredBroker.USERS_PASSWORD, Certificates.PASSWORD)
        .anyMatch(line::contains);
  }
}
