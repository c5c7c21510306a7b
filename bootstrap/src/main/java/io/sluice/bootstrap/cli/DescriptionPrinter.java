package io.sluice.bootstrap.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.domain.commit.ProgressKey;
import io.sluice.domain.schema.Field;
import io.sluice.domain.table.TableDefinition;
import io.sluice.ports.out.TableReader.TableDescription;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shows what a table is. */
final class DescriptionPrinter {
  private final PrintWriter out;

  DescriptionPrinter(PrintWriter out) {
    this.out = out;
  }

  void print(TableDescription table, OutputFormat format) throws IOException {
    if (format == OutputFormat.JSON) {
      out.println(JsonText.of(json -> write(json, table)));
    } else {
      printGrids(table);
    }
  }

  private void printGrids(TableDescription table) throws IOException {
    printProperties(table);
    try (RowPrinter columns =
        RowPrinter.open(OutputFormat.TABLE, List.of("column", "type", "null"), out)) {
      for (Field field : table.definition().schema().fields()) {
        columns.print(
            Arrays.asList(field.name(), field.type().toString(), field.nullable() ? "yes" : "no"));
      }
    }
    List<Offset> offsets = offsets(table);
    if (offsets.isEmpty()) {
      return;
    }
    try (RowPrinter progress =
        RowPrinter.open(
            OutputFormat.TABLE,
            List.of("pipeline", "topic", "partition", "next offset", "topic id", "cluster"),
            out)) {
      for (Offset offset : offsets) {
        progress.print(offset.row());
      }
    }
  }

  private void printProperties(TableDescription table) throws IOException {
    try (RowPrinter printer =
        RowPrinter.open(OutputFormat.TABLE, List.of("property", "value"), out)) {
      for (Map.Entry<String, String> property : properties(table).entrySet()) {
        printer.print(List.of(property.getKey(), property.getValue()));
      }
    }
  }

  private static Map<String, String> properties(TableDescription table) {
    TableDefinition definition = table.definition();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("location", table.location().toString());
    properties.put("version", table.version().toString());
    properties.put("rows", String.format(Locale.ROOT, "%,d", table.rows()));
    properties.put("files", String.format(Locale.ROOT, "%,d", table.files()));
    properties.put("bytes", String.format(Locale.ROOT, "%,d", table.bytes()));
    List<String> columns = definition.partitionColumns();
    properties.put("partitioned by", columns.isEmpty() ? "nothing" : String.join(", ", columns));
    properties.put("reader protocol", Integer.toString(table.minReaderVersion()));
    properties.put("writer protocol", Integer.toString(table.minWriterVersion()));
    new TreeMap<>(definition.properties()).forEach(properties::put);
    return properties;
  }

  private static void write(JsonGenerator json, TableDescription table) throws IOException {
    json.writeStartObject();
    json.writeStringField("location", table.location().toString());
    json.writeNumberField("version", table.version().number());
    json.writeNumberField("rows", table.rows());
    json.writeNumberField("files", table.files());
    json.writeNumberField("bytes", table.bytes());
    json.writeNumberField("min_reader_version", table.minReaderVersion());
    json.writeNumberField("min_writer_version", table.minWriterVersion());
    json.writeFieldName("partition_by");
    ValueText.write(json, table.definition().partitionColumns());
    json.writeFieldName("properties");
    ValueText.write(json, new TreeMap<>(table.definition().properties()));
    json.writeArrayFieldStart("columns");
    for (Field field : table.definition().schema().fields()) {
      json.writeStartObject();
      json.writeStringField("name", field.name());
      json.writeStringField("type", field.type().toString());
      json.writeBooleanField("nullable", field.nullable());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("offsets");
    for (Offset offset : offsets(table)) {
      offset.write(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static List<Offset> offsets(TableDescription table) {
    List<Offset> offsets = new ArrayList<>();
    new TreeMap<>(table.progress().offsets())
        .forEach(
            (appId, next) -> {
              Optional<ProgressKey> key = ProgressKey.parse(appId);
              key.ifPresent(ours -> offsets.add(new Offset(ours, next)));
            });
    return offsets;
  }

  /** How far one partition is read. */
  private record Offset(ProgressKey key, long next) {
    List<Object> row() {
      return List.of(
          key.pipeline(),
          key.partition().topic(),
          (long) key.partition().partition(),
          next,
          key.partition().topicId(),
          key.partition().clusterId());
    }

    void write(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeStringField("pipeline", key.pipeline());
      json.writeStringField("topic", key.partition().topic());
      json.writeNumberField("partition", key.partition().partition());
      json.writeNumberField("next_offset", next);
      json.writeStringField("topic_id", key.partition().topicId());
      json.writeStringField("cluster_id", key.partition().clusterId());
      json.writeEndObject();
    }
  }
}
