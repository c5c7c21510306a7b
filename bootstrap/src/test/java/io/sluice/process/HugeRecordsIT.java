package io.sluice.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records of 10 and 50 MB, in a process with a heap of 512 MB. */
@ExtendWith(TestBroker.class)
final class HugeRecordsIT {
  private static final int LARGE = 10_000_000;
  private static final int HUGE = 50_000_000;
  private static final int LIMIT = 64 << 20;
  private static final String TOPIC = "huge";

  @TempDir private Path folder;

  @Test
  void shouldMakeThemRowsOrKeepTheirBytes(EmbeddedBroker broker) throws Exception {
    // Given
    TableOnDisk table = new TableOnDisk(folder.resolve("table"));
    NewTopic topic =
        new NewTopic(TOPIC, 1, (short) 1)
            .configs(Map.of("max.message.bytes", Integer.toString(LIMIT)));
    broker.admin().createTopics(List.of(topic)).all().get();
    produce(broker, row("small", 10), row("large", LARGE), row("huge", HUGE));
    produce(broker, open(HUGE), openings(HUGE), row("last", 10));
    String config =
        new PipelineFile(folder, broker, TOPIC, table.folder())
            .with("sluice.schema.columns = [\"event_id string\", \"note string\"]")
            .write();

    // When
    SluiceProcess.run("run", "--config", config, "--until-end").requireExit(0);

    // Then
    assertThat(table.rows("event_id").stream().map(each -> (String) each.get("event_id")))
        .containsExactlyInAnyOrder("small", "large", "huge", "last");
    assertThat(keptDigests(table)).containsExactly(digest(open(HUGE)), digest(openings(HUGE)));
    table.verify().requireExit(0);
  }

  private static void produce(EmbeddedBroker broker, byte[]... values) throws Exception {
    Map<String, Object> settings =
        Map.of("max.request.size", LIMIT, "buffer.memory", 2L * LIMIT, "compression.type", "lz4");
    try (KafkaProducer<byte[], byte[]> producer = broker.producer(settings)) {
      for (byte[] value : values) {
        producer.send(new ProducerRecord<>(TOPIC, 0, null, value)).get();
      }
    }
  }

  private static byte[] row(String id, int size) {
    return ("{\"event_id\":\"" + id + "\",\"note\":\"" + "x".repeat(size) + "\"}")
        .getBytes(US_ASCII);
  }

  /** A text that nobody closed. */
  private static byte[] open(int size) {
    byte[] json = row("open", size);
    return Arrays.copyOf(json, json.length - 2);
  }

  private static byte[] openings(int size) {
    byte[] json = new byte[size];
    Arrays.fill(json, (byte) '[');
    return json;
  }

  /** Of each dead letter's value; one at a time, since two would not fit. */
  private static List<String> keptDigests(TableOnDisk table) throws IOException {
    List<String> digests = new ArrayList<>();
    List<Path> objects =
        table.files().keySet().stream()
            .filter(each -> each.toString().endsWith(".gz"))
            .sorted()
            .toList();
    for (Path object : objects) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(Files.newInputStream(object)), US_ASCII))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          digests.add(digest(Base64.getDecoder().decode(between(line, "\"value\":\"", "\""))));
        }
      }
    }
    return digests;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }
}
