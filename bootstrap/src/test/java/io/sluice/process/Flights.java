package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
