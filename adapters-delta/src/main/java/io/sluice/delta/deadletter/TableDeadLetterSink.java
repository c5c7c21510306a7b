package io.sluice.delta.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.Header;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.DeadLetterSink;
import io.sluice.ports.out.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Keeps dead letters below the table, one object per commit, gzipped JSON lines. The path and the
 * bytes depend on nothing but the arguments, so a repeated call writes the same object again. Only
 * an object that a commit names counts; others are left from commits that did not come to be.
 */
public final class TableDeadLetterSink implements DeadLetterSink {
  private static final String FOLDER = "_sluice/dead-letters/";

  private final ObjectStore objects;
  private final Location table;
  private final JsonFactory json = new JsonFactory();

  public TableDeadLetterSink(ObjectStore objects, Location table) {
    this.objects = objects;
    this.table = table;
  }

  @Override
  public Optional<String> store(CommitIdentity id, List<DeadLetter> deadLetters)
      throws IOException {
    if (deadLetters.isEmpty()) {
      throw new IllegalArgumentException("no dead letters to store");
    }
    String path = FOLDER + id + ".ndjson.gz";
    objects.write(table.child(path), content(deadLetters));
    return Optional.of(path);
  }

  private byte[] content(List<DeadLetter> deadLetters) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (JsonGenerator line =
        json.createGenerator(new GZIPOutputStream(content)).setRootValueSeparator(null)) {
      for (DeadLetter deadLetter : deadLetters) {
        write(line, deadLetter);
        line.writeRaw('\n');
      }
    }
    return content.toByteArray();
  }

  private static void write(JsonGenerator line, DeadLetter deadLetter) throws IOException {
    SourcePartition partition = deadLetter.partition();
    line.writeStartObject();
    line.writeStringField("cluster", partition.clusterId());
    line.writeStringField("topic", partition.topic());
    line.writeStringField("topicId", partition.topicId());
    line.writeNumberField("partition", partition.partition());
    line.writeNumberField("offset", deadLetter.offset());
    line.writeNumberField("timestamp", deadLetter.timestamp());
    line.writeStringField("reason", deadLetter.reason().name());
    line.writeStringField("detail", deadLetter.detail());
    binary(line, "key", deadLetter.key());
    binary(line, "value", deadLetter.value());
    line.writeArrayFieldStart("headers");
    for (Header header : deadLetter.headers()) {
      line.writeStartObject();
      line.writeStringField("name", header.name());
      binary(line, "value", header.value());
      line.writeEndObject();
    }
    line.writeEndArray();
    line.writeEndObject();
  }

  private static void binary(JsonGenerator line, String name, byte[] bytes) throws IOException {
    if (bytes == null) {
      line.writeNullField(name);
    } else {
      line.writeBinaryField(name, bytes);
    }
  }
}
