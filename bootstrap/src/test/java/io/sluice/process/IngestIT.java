package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ingest API of the distribution: what it answers with 202 is in Kafka. */
@ExtendWith(TestBroker.class)
@Timeout(180)
final class IngestIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Pattern PORT = Pattern.compile("Ingest API is open.*port=\"?(\\d+)");
  private static final Pattern ID = Pattern.compile("\"event_id\":\"(\\d+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void shouldLoseNothingItAnsweredForWhenItIsStoppedUnderLoad(EmbeddedBroker broker)
      throws Exception {
    // Given
    broker.createTopic("ingested", 1);
    try (SluiceProcess process = start(broker.bootstrapServers(), "ingested")) {
      URI api = awaitHealthy(process);
      Set<String> accepted = ConcurrentHashMap.newKeySet();
      AtomicInteger number = new AtomicInteger();
      List<Thread> senders =
          IntStream.range(0, 8).mapToObj(n -> sender(api, number, accepted)).toList();
      senders.forEach(Thread::start);
      await().atMost(LIMIT).until(() -> accepted.size() > 500);

      // When
      process.terminate();

      // Then
      process.awaitExit(LIMIT).requireExit(0);
      for (Thread sender : senders) {
        sender.join(LIMIT.toMillis());
      }
      Map<String, Integer> inTopic = idsIn(broker, "ingested");
      assertThat(inTopic.keySet()).as("accepted events in the topic").containsAll(accepted);
      assertThat(new HashSet<>(inTopic.values())).as("each once").containsExactly(1);
    }
  }

  @Test
  void shouldAnswer503WhileKafkaIsAway() throws Exception {
    // Given
    EmbeddedBroker mortal = EmbeddedBroker.start();
    mortal.createTopic("mortal", 1);
    try (SluiceProcess process = start(mortal.bootstrapServers(), "mortal")) {
      URI api = awaitHealthy(process);
      assertThat(post(api, 1).statusCode()).isEqualTo(202);

      // When
      mortal.close();
      HttpResponse<String> answer = post(api, 2);

      // Then
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("kafka_unavailable");
      await().atMost(LIMIT).until(() -> get(api.resolve("/health")).statusCode() == 503);
      process.terminate();
      process.awaitExit(LIMIT).requireExit(0);
    }
  }

  @Test
  void shouldSayWhichAddressIsTaken(EmbeddedBroker broker) {
    try (SluiceProcess first = start(broker.bootstrapServers(), "any")) {
      String port = port(first);
      assertThat(
              SluiceProcess.run("ingest-api", "--set", "sluice.ingest.port=" + port)
                  .requireExit(78)
                  .errorLines())
          .anyMatch(line -> line.contains("sluice.ingest.port"));
    }
  }

  private static SluiceProcess start(String servers, String topic) {
    return SluiceProcess.start(
        "ingest-api",
        "--set",
        "sluice.kafka.bootstrap-servers=" + servers,
        "--set",
        "sluice.ingest.topic=" + topic,
        "--set",
        "sluice.ingest.port=0",
        "--set",
        "sluice.ingest.delivery-timeout=3s",
        "--set",
        "sluice.ingest.requests-per-second=unlimited");
  }

  private URI awaitHealthy(SluiceProcess process) {
    URI api = URI.create("http://127.0.0.1:" + port(process) + "/events");
    await().atMost(LIMIT).until(() -> get(api.resolve("/health")).statusCode() == 200);
    return api;
  }

  private static String port(SluiceProcess process) {
    process.awaitLog("Ingest API is open", LIMIT);
    Matcher line = PORT.matcher(process.errors());
    assertThat(line.find()).as(process.errors()).isTrue();
    return line.group(1);
  }

  /** Sends until it is refused, and notes what was accepted. */
  private Thread sender(URI api, AtomicInteger number, Set<String> accepted) {
    Thread sender =
        new Thread(
            () -> {
              while (true) {
                int next = number.incrementAndGet();
                try {
                  if (post(api, next).statusCode() != 202) {
                    return;
                  }
                } catch (IOException e) { // it has stopped
                  return;
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  return;
                }
                accepted.add(Integer.toString(next));
              }
            });
    sender.setDaemon(true);
    return sender;
  }

  private HttpResponse<String> post(URI api, int number) throws IOException, InterruptedException {
    String event =
        "{\"event_id\":\"%d\",\"event_type\":\"click\",\"timestamp\":\"2026-01-31T12:00:00Z\"}"
            .formatted(number);
    return client.send(
        HttpRequest.newBuilder(api)
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, Integer> idsIn(EmbeddedBroker broker, String topic) {
    Map<String, Integer> ids = new ConcurrentHashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(topic, 0);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long end = consumer.endOffsets(List.of(only)).get(only);
      while (consumer.position(only) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(each -> ids.merge(id(new String(each.value(), UTF_8)), 1, Integer::sum));
      }
    }
    return ids;
  }

  private static String id(String event) {
    Matcher id = ID.matcher(event);
    assertThat(id.find()).as(event).isTrue();
    return id.group(1);
  }
}
