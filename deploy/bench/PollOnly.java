import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a consumer in Java reaches that does nothing else: reads a topic from its beginning to its
 * end, in fetches of 4 MiB a partition and polls of 5,000 records, with other settings of the consumer
 * where they are named. Prints the events, their bytes and the seconds it took, from the first poll
 * or, with SKIP above 0, from when that many had been read.
 *
 * <pre>PollOnly BOOTSTRAP TOPIC [SKIP [NAME=VALUE...]]</pre>
 */
final class PollOnly {
  private PollOnly() {}

  public static void main(String[] arguments) {
    long skip = arguments.length > 2 ? Long.parseLong(arguments[2]) : 0;
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", arguments[0]);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("max.poll.records", 5_000);
    settings.put("max.partition.fetch.bytes", 4 << 20);
    for (int i = 3; i < arguments.length; i++) {
      String[] setting = arguments[i].split("=", 2);
      settings.put(setting[0], setting[1]);
    }
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(arguments[1]).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(i -> i).sum();
      long begun = System.nanoTime();
      long events = 0;
      long bytes = 0;
      long skipped = 0;
      while (events < end) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(500));
        for (ConsumerRecord<byte[], byte[]> each : records) {
          bytes += each.value().length;
        }
        events += records.count();
        if (skipped == 0 && skip > 0 && events >= skip) {
          skipped = events;
          bytes = 0;
          begun = System.nanoTime();
        }
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf("events=%d bytes=%d seconds=%.3f%n", events - skipped, bytes, seconds);
    }
  }
}
