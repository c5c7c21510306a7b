import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sends single events to the ingest API at a fixed rate over 64 kept-alive connections, and looks
 * into the topic afterwards. An answer's time counts from when its request was due, not from when it
 * was sent: a generator that falls behind must not hide that (coordinated omission).
 *
 * <pre>IngestLoad API BOOTSTRAP TOPIC RATE SECONDS</pre>
 */
final class IngestLoad {
  private static final int CONNECTIONS = 64;
  private static final int ANSWER_MILLIS = 30_000;
  private static final int WARM_UP_SECONDS = 20;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final Pattern ID = Pattern.compile("\"event_id\":\"([^\"]+)\"");

  private final URI api;
  private final int rate;
  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
  private final Map<String, Boolean> accepted = new ConcurrentHashMap<>();

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
    long[] nanos = new long[rate * seconds];
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread sender = new Thread(() -> send(run, next, start, nanos));
      sender.start();
      senders.add(sender);
    }
    for (Thread sender : senders) {
      sender.join();
    }
    return nanos;
  }

  /** Takes one number after the other, and sends it on a connection of its own when it is due. */
  private void send(String run, AtomicInteger next, long start, long[] nanos) {
    try (Connection connection = new Connection(api)) {
      for (int number = next.getAndIncrement(); number < nanos.length; number = next.getAndIncrement()) {
        long due = start + number * NANOS_PER_SECOND / rate;
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
          LockSupport.parkNanos(early);
        }
        String id = run + "-" + number;
        String status = connection.post(event(id, number));
        nanos[number] = System.nanoTime() - due;
        answers.computeIfAbsent(status, unused -> new LongAdder()).increment();
        if (status.equals("202")) {
          accepted.put(id, true);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One kept-alive connection: HTTP by hand, so that the generator takes little of the CPU. */
  private static final class Connection implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

    private final Socket socket;
    private final InputStream in;
    private final String head;

    private Connection(URI api) throws IOException {
      socket = new Socket(api.getHost(), api.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(ANSWER_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
      head =
          "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: "
              .formatted(api.getPath(), api.getAuthority());
    }

    /** The status of the answer. */
    private String post(String event) throws IOException {
      byte[] body = event.getBytes(UTF_8);
      byte[] request = (head + body.length + "\r\n\r\n").getBytes(UTF_8);
      byte[] whole = Arrays.copyOf(request, request.length + body.length);
      System.arraycopy(body, 0, whole, request.length, body.length);
      socket.getOutputStream().write(whole);
      String answer = line();
      int length = 0;
      for (String header = line(); !header.isEmpty(); header = line()) {
        Matcher matcher = LENGTH.matcher(header);
        length = matcher.matches() ? Integer.parseInt(matcher.group(1)) : length;
      }
      in.skipNBytes(length);
      return answer.split(" ")[1];
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the API closed the connection within an answer");
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
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
