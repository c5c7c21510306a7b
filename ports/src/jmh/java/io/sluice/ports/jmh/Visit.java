package io.sluice.ports.jmh;

import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.column.DoubleVector;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.column.MapVector;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A visit of a shop's website: as the JSON that comes from Kafka, and as the row that it becomes.
 *
 * @param texts of the event's members before its properties, by name, in their order
 * @param properties of the event, in their order
 */
public record Visit(
    long number, Map<String, String> texts, Map<String, String> properties, double value) {
  private static final int PARTITIONS = 4;

  /** The columns as declared, with those that Kafka gives. */
  public static TableSchema schema(List<String> columns) {
    List<Field> fields = columns.stream().map(SchemaNotation::parseColumn).toList();
    return KafkaColumns.addTo(new TableSchema(fields));
  }

  /** The payload, 464 bytes on average. */
  public byte[] json() {
    return text("").getBytes(StandardCharsets.UTF_8);
  }

  /** The payload as some libraries write it, PHP's among them: each slash escaped. */
  public byte[] jsonWithEscapes() {
    return text("\\").getBytes(StandardCharsets.UTF_8);
  }

  private String text(String beforeSlash) {
    return "{"
        + members(texts, beforeSlash)
        + ",\"properties\":{"
        + members(properties, beforeSlash)
        + "},\"value\":"
        + value
        + '}';
  }

  private static String members(Map<String, String> members, String beforeSlash) {
    return members.entrySet().stream()
        .map(
            member ->
                '"'
                    + member.getKey()
                    + "\":\""
                    + member.getValue().replace("/", beforeSlash + '/')
                    + '"')
        .collect(Collectors.joining(","));
  }

  /** When Kafka took the record. */
  public long timestampMillis() {
    return Instant.parse(texts.get("timestamp")).toEpochMilli() + 3;
  }

  /** Visits as the rows that decoding makes of them. */
  public static ColumnBatch rows(TableSchema schema, List<Visit> visits) {
    ColumnBatchBuilder rows = new ColumnBatchBuilder(schema);
    for (Visit visit : visits) {
      for (int i = 0; i < schema.fields().size(); i++) {
        visit.append(rows, i);
      }
      rows.endRow();
    }
    return rows.build();
  }

  private void append(ColumnBatchBuilder rows, int column) {
    String name = rows.schema().fields().get(column).name();
    switch (name) {
      case "timestamp" -> {
        Instant at = Instant.parse(texts.get(name));
        whole(rows, column, ChronoUnit.MICROS.between(Instant.EPOCH, at));
      }
      case "value" -> ((DoubleVector) rows.column(column)).append(value);
      case "properties" -> {
        MapVector map = (MapVector) rows.column(column);
        properties.forEach(
            (key, text) -> {
              bytes(map.keys(), key);
              bytes((BytesVector) map.values(), text);
            });
        map.endMap();
      }
      case KafkaColumns.TOPIC -> bytes((BytesVector) rows.column(column), "visits");
      case KafkaColumns.PARTITION -> whole(rows, column, number % PARTITIONS);
      case KafkaColumns.OFFSET -> whole(rows, column, number / PARTITIONS);
      case KafkaColumns.TIMESTAMP -> whole(rows, column, timestampMillis() * 1000);
      default -> bytes((BytesVector) rows.column(column), texts.get(name));
    }
  }

  private static void whole(ColumnBatchBuilder rows, int column, long value) {
    ((LongVector) rows.column(column)).append(value);
  }

  private static void bytes(BytesVector vector, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    vector.append(bytes, 0, bytes.length);
  }
}
