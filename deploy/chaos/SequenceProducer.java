import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Numbers the events of each partition from 0 on; the seed says which partition is next, partition and
 * number how long an event is. Makes the topic where there is none, and says {@code begun}. Ends after EVENTS or at
 * SIGTERM, and then writes how many each partition got, as {@code PARTITION COUNT} lines: without the
 * file, nobody knows.
 *
 * <pre>SequenceProducer BOOTSTRAP TOPIC PARTITIONS EVENTS RATE SEED COUNTS_FILE [COUNTS_BEFORE]</pre>
 *
 * <p>RATE is in events a second, 0 for as fast as it goes. COUNTS_BEFORE is of one that it goes on for.
 */
final class SequenceProducer {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int LONGEST_NOTE = 64;

  private final AtomicReference<Exception> refusal = new AtomicReference<>();
  private final String topic;
  private final long[] counts;
  private final Random random;
  private volatile boolean stopped;

  private SequenceProducer(String topic, int partitions, long seed) {
    this.topic = topic;
    this.counts = new long[partitions];
    this.random = new Random(seed);
  }

  public static void main(String[] arguments) throws Exception {
    int partitions = Integer.parseInt(arguments[2]);
    create(arguments[0], arguments[1], partitions);
    System.out.println("begun");
    SequenceProducer producer =
        new SequenceProducer(arguments[1], partitions, Long.parseLong(arguments[5]));
    if (arguments.length > 7) {
      producer.goOn(Path.of(arguments[7]));
    }
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> producer.stop(main)));
    producer.send(arguments[0], Long.parseLong(arguments[3]), Long.parseLong(arguments[4]));
    producer.write(Path.of(arguments[6]));
  }

  private static void create(String bootstrap, String topic, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private void goOn(Path before) throws Exception {
    for (String line : Files.readAllLines(before)) {
      String[] words = line.split(" ");
      counts[Integer.parseInt(words[0])] = Long.parseLong(words[1]);
    }
  }

  private void stop(Thread main) {
    stopped = true;
    try {
      main.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String bootstrap, long events, long rate) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap,
            "acks", "all",
            "enable.idempotence", true,
            "linger.ms", 5,
            // Longer than any row keeps the broker down.
            "delivery.timeout.ms", 900_000,
            "max.block.ms", 900_000);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long begun = System.nanoTime();
      for (long number = 0; number < events && !stopped && refusal.get() == null; number++) {
        if (rate > 0) {
          await(begun + number * NANOS_PER_SECOND / rate);
        }
        int partition = random.nextInt(counts.length);
        producer.send(
            new ProducerRecord<>(topic, partition, null, event(partition)),
            (metadata, refused) -> refusal.compareAndSet(null, refused));
        counts[partition]++;
      }
    }
    if (refusal.get() != null) {
      throw refusal.get();
    }
  }

  private void await(long due) {
    for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, NANOS_PER_SECOND / 10));
    }
  }

  private byte[] event(int partition) {
    return "{\"part\":%d,\"sequence\":%d,\"note\":\"%s\"}"
        .formatted(partition, counts[partition], "n".repeat((int) ((partition + 7 * counts[partition]) % LONGEST_NOTE)))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void write(Path file) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int partition = 0; partition < counts.length; partition++) {
      lines.append(partition).append(' ').append(counts[partition]).append('\n');
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, lines);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
