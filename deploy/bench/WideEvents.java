import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Readings of machines as JSON with 300 values each, about 6 kB: a head of 20, and 20 groups of 14 two
 * objects deep, with texts, whole numbers, reals, truth values, times and a list. One value in ten is
 * absent. Event number n is the same in every run.
 *
 * <pre>WideEvents BOOTSTRAP TOPIC PARTITIONS COUNT</pre>
 */
final class WideEvents {
  private static final int HEAD = 20;
  private static final int GROUPS = 20;
  private static final int LEAVES = 14;
  private static final int INNER_FROM = 8;
  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
  private static final String[] STATES = {"running", "idle", "défaut", "maintenance", "starting"};

  private final Random random = new Random();
  private final StringBuilder json = new StringBuilder(8_000);

  private byte[] event(long number) {
    random.setSeed(number * 0x9E3779B97F4A7C15L);
    json.setLength(0);
    json.append("{\"id\":").append(number);
    for (int i = 1; i < HEAD; i++) {
      leaf("head_" + i, i, number);
    }
    for (int group = 0; group < GROUPS; group++) {
      json.append(",\"group_").append(group).append("\":{\"number\":").append(group);
      for (int i = 1; i < INNER_FROM; i++) {
        leaf("value_" + i, i, number);
      }
      json.append(",\"inner\":{\"number\":").append(group);
      for (int i = INNER_FROM + 1; i < LEAVES; i++) {
        leaf("value_" + i, i, number);
      }
      json.append("}}");
    }
    return json.append('}').toString().getBytes(UTF_8);
  }

  private void leaf(String name, int kind, long number) {
    int chance = random.nextInt(10);
    int value = random.nextInt(100_000);
    if (chance == 0) {
      return;
    }
    json.append(",\"").append(name).append("\":");
    switch (kind % 7) {
      case 0 -> json.append('"').append(STATES[value % STATES.length]).append('"');
      case 1 -> json.append(value);
      case 2 -> json.append(value).append(".25");
      case 3 -> json.append(value % 2 == 0);
      case 4 -> json.append('"').append(BEGINNING.plusMillis(number * 17 + 1)).append('"');
      case 5 -> json.append("\"m-").append(value).append('"');
      default -> json.append('[').append(value % 100).append(',').append(value % 7).append(']');
    }
  }

  public static void main(String[] arguments) {
    int partitions = Integer.parseInt(arguments[2]);
    long count = Long.parseLong(arguments[3]);
    WideEvents events = new WideEvents();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", arguments[0], "linger.ms", 20, "batch.size", 1 << 18);
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long number = 0; number < count && failure.get() == null; number++) {
        producer.send(
            new ProducerRecord<>(
                arguments[1], (int) (number % partitions), null, events.event(number)),
            (metadata, refused) -> failure.compareAndSet(null, refused));
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("cannot produce to " + arguments[1], failure.get());
    }
  }
}
