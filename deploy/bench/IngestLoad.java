import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sends single events to the ingest API at a fixed rate, whatever the answers take, and looks into
 * the topic afterwards. An answer's time counts from when its request was due, not from when it was
 * sent: a generator that falls behind must not hide that (coordinated omission).
 *
 * <pre>IngestLoad API BOOTSTRAP TOPIC RATE SECONDS</pre>
 */
final class IngestLoad {
  private static final int MOST_OUTSTANDING = 5_000;
  private static final int WARM_UP_SECONDS = 5;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final Pattern ID = Pattern.compile("\"event_id\":\"([^\"]+)\"");

  private final URI api;
  private final int rate;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final Map<String, Boolean> accepted = new ConcurrentHashMap<>();
  private final Semaphore outstanding = new Semaphore(MOST_OUTSTANDING);

  private IngestLoad(URI api, int rate) {
    this.api = api;
    this.rate = rate;
  }

  public static void main(String[] arguments) throws Exception {
    IngestLoad load = new IngestLoad(URI.create(arguments[0]), Integer.parseInt(arguments[3]));
    int seconds = Integer.parseInt(arguments[4]);
    load.send("w", WARM_UP_SECONDS);
    load.answers.clear();
    long began = System.nanoTime();
    long[] nanos = load.send("m", seconds);
    double took = (System.nanoTime() - began) / (double) NANOS_PER_SECOND;
    load.report(nanos, took);
    load.compare(arguments[1], arguments[2]);
  }

  /** Sends for that long, and returns what each answer took, in nanoseconds. */
  private long[] send(String run, int seconds) throws InterruptedException {
    int count = rate * seconds;
    long[] nanos = new long[count];
    long start = System.nanoTime();
    for (int number = 0; number < count; number++) {
      long due = start + number * NANOS_PER_SECOND / rate;
      LockSupport.parkNanos(due - System.nanoTime());
      outstanding.acquire();
      send(run + "-" + number, number, due, nanos);
    }
    outstanding.acquire(MOST_OUTSTANDING);
    outstanding.release(MOST_OUTSTANDING);
    return nanos;
  }

  private void send(String id, int number, long due, long[] nanos) {
    HttpRequest request =
        HttpRequest.newBuilder(api)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event(id, number)))
            .build();
    client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .whenComplete(
            (answer, failure) -> {
              nanos[number] = System.nanoTime() - due;
              String status =
                  failure == null
                      ? Integer.toString(answer.statusCode())
                      : failure.getClass().getSimpleName();
              answers.computeIfAbsent(status, unused -> new AtomicInteger()).incrementAndGet();
              if (status.equals("202")) {
                accepted.put(id, true);
              }
              outstanding.release();
            });
  }

  private static String event(String id, int number) {
    return """
        {"event_id":"%s","event_type":"page_view","user_id":"v%d","session_id":"s%d",\
        "timestamp":"2026-01-31T12:00:00.250Z","page_url":"https://shop.example/catalogue/lamps",\
        "referrer":"https://duckduckgo.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64)",\
        "country":"DE","device":"desktop","properties":{"campaign":"spring","variant":"A"},\
        "value":0.5}"""
        .formatted(id, number % 5_000, number % 7_000);
  }

  private void report(long[] nanos, double seconds) {
    Arrays.sort(nanos);
    System.out.printf(
        "wanted=%d/s sent=%.0f/s p50=%.1fms p95=%.1fms p99=%.1fms max=%.1fms answers=%s%n",
        rate,
        nanos.length / seconds,
        percentile(nanos, 0.50),
        percentile(nanos, 0.95),
        percentile(nanos, 0.99),
        percentile(nanos, 1),
        new TreeMap<>(answers));
  }

  private static double percentile(long[] sorted, double part) {
    int index = Math.min(sorted.length - 1, (int) Math.ceil(part * sorted.length) - 1);
    return sorted[Math.max(0, index)] / NANOS_PER_MILLI;
  }

  /** Every accepted event has to be in the topic, once. */
  private void compare(String bootstrap, String topic) {
    Map<String, Integer> found = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(each -> found.merge(id(new String(each.value(), UTF_8)), 1, Integer::sum));
      }
    }
    long lost = accepted.keySet().stream().filter(id -> !found.containsKey(id)).count();
    long twice = found.values().stream().filter(times -> times > 1).count();
    System.out.printf(
        "accepted=%d in_topic=%d lost=%d twice=%d%n", accepted.size(), found.size(), lost, twice);
    if (lost > 0 || twice > 0) {
      throw new IllegalStateException("what was accepted is not in the topic once each");
    }
  }

  private static String id(String event) {
    Matcher id = ID.matcher(event);
    if (!id.find()) {
      throw new IllegalStateException("no event_id in the topic's " + event);
    }
    return id.group(1);
  }
}
