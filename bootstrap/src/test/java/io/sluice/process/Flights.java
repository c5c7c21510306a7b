package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The real events that the distribution ships. */
final class Flights {
  private static final Path FILE = Path.of("target/sluice/data/flights-2013-01.ndjson.gz");

  private Flights() {}

  /** One JSON text per event. */
  static List<String> all() {
    try (InputStream file = new GZIPInputStream(Files.newInputStream(FILE));
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates the topic and writes the events to its partitions in turn. */
  static void produce(List<String> events, EmbeddedBroker broker, String topic, int partitions) {
    broker.createTopic(topic, partitions);
    try (TopicWriter writer = new TopicWriter(broker, topic)) {
      for (int i = 0; i < events.size(); i++) {
        writer.write(i % partitions, null, events.get(i).getBytes(UTF_8));
      }
    }
  }

  /** Every event is a row, once, unchanged; and nothing else is. */
  static void requireSame(List<String> events, List<Map<?, ?>> rows) {
    Map<Object, Map<?, ?>> produced =
        events.stream()
            .map(JsonText::object)
            .collect(toMap(event -> event.get("event_id"), event -> event));
    assertThat(rows).as("rows").hasSize(events.size());
    assertThat(rows.stream().map(row -> row.get("event_id")).distinct()).hasSize(events.size());
    assertThat(rows.stream().filter(row -> !isSame(produced.get(row.get("event_id")), row)))
        .as("rows that differ from what was produced")
        .isEmpty();
  }

  private static boolean isSame(Map<?, ?> event, Map<?, ?> row) {
    return event != null
        && event.entrySet().stream()
            .allMatch(field -> isSame((String) field.getKey(), field.getValue(), row))
        && row.keySet().stream()
            .allMatch(name -> event.containsKey(name) || ((String) name).startsWith("_kafka_"));
  }

  private static boolean isSame(String name, Object produced, Map<?, ?> row) {
    Object stored = row.get(name);
    if (name.equals("timestamp")) {
      return Instant.parse((String) produced).equals(Instant.parse((String) stored));
    }
    if (produced instanceof BigDecimal number) {
      return stored instanceof BigDecimal other && number.compareTo(other) == 0;
    }
    return row.containsKey(name) && Objects.equals(produced, stored);
  }
}
