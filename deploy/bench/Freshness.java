import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Produces events at a fixed rate and watches the table's log on a local disk: a row is readable once
 * the entry that passes its offset is in the folder and names files that are there. Prints how long
 * that took, from when each event was due to be sent, without those of the warming up.
 *
 * <pre>Freshness BOOTSTRAP TOPIC PARTITIONS RATE SECONDS WARM_UP_SECONDS TABLE EVENTS_FILE</pre>
 */
final class Freshness {
  private static final Pattern PROGRESS =
      Pattern.compile("\"appId\":\"sluice/[^\"]*/(\\d+)\",\"version\":(\\d+)");
  private static final Pattern FILE = Pattern.compile("\"add\":\\{\"path\":\"([^\"]+)\"");
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long LONGEST_WAIT = 120 * NANOS_PER_SECOND;

  /** When each event of a partition was due, by offset. */
  private final List<List<Long>> due = new ArrayList<>();

  private final long[] readable;
  private final List<Long> delays = new ArrayList<>();
  private final Path table;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long version;
  private long seen;

  private Freshness(Path table, int partitions) {
    this.table = table;
    this.readable = new long[partitions];
    for (int i = 0; i < partitions; i++) {
      due.add(Collections.synchronizedList(new ArrayList<>()));
    }
  }

  public static void main(String[] arguments) throws Exception {
    int rate = Integer.parseInt(arguments[3]);
    long count = (long) rate * Integer.parseInt(arguments[4]);
    Freshness freshness = new Freshness(Path.of(arguments[6]), Integer.parseInt(arguments[2]));
    List<String> events = Files.readAllLines(Path.of(arguments[7]));
    freshness.awaitTable();
    long begun = System.nanoTime();
    Thread producer =
        new Thread(() -> freshness.produce(arguments[0], arguments[1], rate, count, events));
    producer.start();
    freshness.watch(begun + Long.parseLong(arguments[5]) * NANOS_PER_SECOND, count);
    producer.join();
    freshness.report();
  }

  /** The writer is up once it has written down where it begins. */
  private void awaitTable() throws Exception {
    long limit = System.nanoTime() + LONGEST_WAIT;
    while (!Files.exists(entry())) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("no table at " + table + " after two minutes");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Path entry() {
    return table.resolve("_delta_log").resolve("%020d.json".formatted(version));
  }

  private void produce(
      String bootstrap, String topic, int rate, long count, List<String> events) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "linger.ms", 0);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.partitionsFor(topic);
      long start = System.nanoTime();
      for (long number = 0; number < count && failure.get() == null; number++) {
        long at = start + number * NANOS_PER_SECOND / rate;
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int partition = (int) (number % due.size());
        // Before it is sent, so that the watcher finds it however fast the table is. One thread
        // sends, idempotently, so its order is the partition's.
        due.get(partition).add(at);
        producer.send(
            new ProducerRecord<>(
                topic,
                partition,
                null,
                events.get((int) (number % events.size()))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            (metadata, refused) -> failure.compareAndSet(null, refused));
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void watch(long from, long count) throws Exception {
    long limit = System.nanoTime() + LONGEST_WAIT;
    while (seen < count) {
      if (failure.get() != null) {
        throw new IllegalStateException("cannot produce", failure.get());
      }
      Path entry = entry();
      if (Files.exists(entry)) {
        take(entry, from);
        version++;
        limit = System.nanoTime() + LONGEST_WAIT;
      } else if (System.nanoTime() > limit) {
        throw new IllegalStateException(seen + " of " + count + " events in the table, no more");
      } else {
        TimeUnit.MILLISECONDS.sleep(2);
      }
    }
  }

  private void take(Path entry, long from) throws IOException {
    String actions = Files.readString(entry);
    Matcher file = FILE.matcher(actions);
    while (file.find()) {
      if (!Files.exists(table.resolve(file.group(1)))) {
        throw new IOException(entry + " names " + file.group(1) + ", which is not there");
      }
    }
    long now = System.nanoTime();
    Matcher progress = PROGRESS.matcher(actions);
    while (progress.find()) {
      int partition = Integer.parseInt(progress.group(1));
      long next = Long.parseLong(progress.group(2));
      for (; readable[partition] < next; readable[partition]++) {
        long at = due.get(partition).get((int) readable[partition]);
        seen++;
        if (at >= from) {
          delays.add(now - at);
        }
      }
    }
  }

  private void report() {
    Collections.sort(delays);
    System.out.printf(
        "events=%d measured=%d commits=%d p50=%.3f p99=%.3f max=%.3f%n",
        seen, delays.size(), version - 1, percentile(0.50), percentile(0.99), percentile(1));
  }

  private double percentile(double part) {
    int index = (int) Math.ceil(part * delays.size()) - 1;
    return delays.get(Math.max(0, index)) / (double) NANOS_PER_SECOND;
  }
}
