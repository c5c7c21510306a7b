package io.sluice.process;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A configuration for {@code sluice run}: one topic into one table, any free management port. */
final class PipelineFile {
  private final Path folder;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param folder gets the file
   */
  PipelineFile(Path folder, EmbeddedBroker broker, String topic, Path table) {
    this(folder, broker, topic, table.toString());
  }

  /**
   * @param folder gets the file
   * @param location the table's, a path or a URI
   */
  PipelineFile(Path folder, EmbeddedBroker broker, String topic, String location) {
    this.folder = folder;
    with("sluice.pipeline = test");
    with("sluice.kafka.bootstrap-servers = \"" + broker.bootstrapServers() + "\"");
    with("sluice.kafka.topics = [\"" + topic + "\"]");
    with("sluice.kafka.group-id = \"group-of-" + topic + "\"");
    with("sluice.table.location = \"" + location + "\"");
    with("sluice.http.management.port = 0");
  }

  /** A line of HOCON; of two for one key the later wins. */
  PipelineFile with(String line) {
    lines.add(line);
    return this;
  }

  /** A member that is killed holds its partitions for a second, and many small commits are made. */
  PipelineFile hurried() {
    with("sluice.kafka.properties { session.timeout.ms = 1500, heartbeat.interval.ms = 300 }");
    return with("sluice.flush { max-rows = 500, max-age = 200 ms }");
  }

  /** Writes the file and returns its path. */
  String write() {
    try {
      return Files.write(Files.createTempFile(folder, "sluice", ".conf"), lines).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
