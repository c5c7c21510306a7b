import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Visits of a shop's website as JSON, 464 bytes on average, with a nested object, text that is not
 * ASCII and fields that only some events have. Event number n is the same in every run.
 *
 * <pre>
 * EventGenerator topic BOOTSTRAP TOPIC PARTITIONS COUNT    events of one visitor stay in one partition
 * EventGenerator file PATH COUNT                           one per line
 * </pre>
 */
final class EventGenerator {
  /** The more often a type stands here, the more often it happens. */
  private static final String[] TYPES = {
    "page_view",
    "page_view",
    "page_view",
    "page_view",
    "page_view",
    "page_view",
    "page_view",
    "click",
    "click",
    "click",
    "scroll",
    "scroll",
    "search",
    "add_to_cart",
    "purchase",
    "sign_up"
  };

  private static final String[] PAGES = {
    "/", "/catalogue", "/catalogue/lamps/desk-lamp", "/catalogue/chairs/oak-chair", "/basket",
    "/checkout/address", "/checkout/payment", "/journal/how-we-choose-wood", "/about", "/returns"
  };

  private static final String[] REFERRERS = {
    "",
    "https://www.google.com/",
    "https://duckduckgo.com/",
    "https://www.bing.com/search",
    "https://newsletter.example.org/issue/31"
  };

  private static final String[] AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/138.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15",
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/138.0.0.0 Mobile"
  };

  private static final String[] DEVICES = {"desktop", "phone", "tablet"};
  private static final String[] COUNTRIES = {
    "AT", "BR", "CA", "DE", "ES", "FR", "GB", "IN", "JP", "US"
  };
  private static final String[] CAMPAIGNS = {"spring", "autumn", "newsletter", "none"};
  private static final String[] WORDS = {
    "Stühle", "café table", "lámpara", "desk", "bücherregal", "椅子"
  };
  private static final HexFormat HEX = HexFormat.of();
  private static final int VISITORS = 50_000;
  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random = new Random();
  private final StringBuilder json = new StringBuilder(600);

  /** Who event number n is about. */
  private int visitor(long number) {
    long seed = number * 0x9E3779B97F4A7C15L;
    random.setSeed(seed ^ (seed >>> 29));
    return random.nextInt(VISITORS);
  }

  /** Event number n. */
  private byte[] event(long number) {
    int visitor = visitor(number);
    String type = pick(TYPES);
    json.setLength(0);
    json.append("{\"event_id\":\"").append(hex(random.nextLong())).append(hex(number)).append('"');
    text("event_type", type);
    text("user_id", "v" + visitor);
    text("session_id", hex((visitor + 1L) * 0x9E3779B97F4A7C15L + number / 200_000).substring(6));
    text("timestamp", BEGINNING.plusMillis(number * 17 + 1).toString());
    text("page_url", "https://shop.example" + pick(PAGES));
    text("referrer", pick(REFERRERS));
    text("user_agent", pick(AGENTS));
    text("ip", "10." + random.nextInt(256) + '.' + random.nextInt(256) + '.' + random.nextInt(256));
    text("country", pick(COUNTRIES));
    text("device", pick(DEVICES));
    json.append(",\"properties\":{\"campaign\":\"").append(pick(CAMPAIGNS)).append('"');
    text("variant", random.nextBoolean() ? "A" : "B");
    text("x", Integer.toString(random.nextInt(1920)));
    text("y", Integer.toString(random.nextInt(1080)));
    if (type.equals("search")) {
      text("query", pick(WORDS));
    }
    int cents = type.equals("purchase") ? 1 + random.nextInt(50_000) : 50;
    json.append("},\"value\":").append(cents / 100.0).append('}');
    return json.toString().getBytes(UTF_8);
  }

  private void text(String name, String value) {
    json.append(",\"").append(name).append("\":\"").append(value).append('"');
  }

  private static String hex(long value) {
    return HEX.toHexDigits(value);
  }

  private String pick(String[] values) {
    return values[random.nextInt(values.length)];
  }

  private void produce(String bootstrap, String topic, int partitions, long count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 1 << 18);
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long number = 0; number < count && failure.get() == null; number++) {
        int partition = visitor(number) % partitions;
        producer.send(
            new ProducerRecord<>(topic, partition, null, event(number)),
            (metadata, refused) -> failure.compareAndSet(null, refused));
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("cannot produce to " + topic, failure.get());
    }
  }

  private void write(Path file, long count) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long number = 0; number < count; number++) {
        out.write(event(number));
        out.write('\n');
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    EventGenerator generator = new EventGenerator();
    if (arguments[0].equals("topic")) {
      generator.produce(
          arguments[1], arguments[2], Integer.parseInt(arguments[3]), Long.parseLong(arguments[4]));
    } else {
      generator.write(Path.of(arguments[1]), Long.parseLong(arguments[2]));
    }
  }
}
