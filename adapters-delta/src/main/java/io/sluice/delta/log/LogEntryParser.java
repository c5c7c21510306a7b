package io.sluice.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.delta.json.JsonObject;
import io.sluice.delta.schema.DeltaSchemas;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Sums up the actions of one entry. */
final class LogEntryParser {
  private final Map<String, Long> transactions = new HashMap<>();
  private OptionalLong timestampMillis = OptionalLong.empty();
  private Optional<CommitRecord> record = Optional.empty();
  private Optional<TableDefinition> definition = Optional.empty();
  private Optional<String> unsupported = Optional.empty();
  private long rowsAdded;
  private int filesAdded;
  private int filesRemoved;

  private LogEntryParser() {}

  /**
   * @throws JsonProcessingException when a line is no JSON
   * @throws IllegalArgumentException when it defines a table that cannot be
   */
  static LogEntryParser parse(String text) throws JsonProcessingException {
    LogEntryParser parser = new LogEntryParser();
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      parser.action(JsonObject.parse(line).orElse(JsonObject.EMPTY));
    }
    return parser;
  }

  /** When it was made, if it says so: milliseconds since the epoch. */
  OptionalLong timestampMillis() {
    return timestampMillis;
  }

  /**
   * @param madeAtMillis when it was made
   */
  LogEntry entry(TableVersion version, long madeAtMillis) {
    return new LogEntry(
        version,
        madeAtMillis,
        record,
        transactions,
        definition,
        unsupported,
        rowsAdded,
        filesAdded,
        filesRemoved);
  }

  private void action(JsonObject action) {
    action.object("add").ifPresent(this::added);
    action.object("remove").ifPresent(this::removed);
    action.object("txn").ifPresent(this::transaction);
    action.object("commitInfo").ifPresent(this::info);
    action.object("metaData").ifPresent(this::metadata);
    action.object("protocol").ifPresent(this::protocol);
  }

  private void added(JsonObject add) {
    filesAdded++;
    if (isDataChange(add)) {
      rowsAdded += StatisticsJson.rows(add.text("stats").orElse("")).orElse(0);
    }
  }

  private void removed(JsonObject remove) {
    if (isDataChange(remove)) {
      filesRemoved++;
    }
  }

  private static boolean isDataChange(JsonObject file) {
    return !Boolean.FALSE.equals(file.members().get("dataChange"));
  }

  private void transaction(JsonObject txn) {
    txn.text("appId")
        .ifPresent(
            appId -> txn.whole("version").ifPresent(value -> transactions.put(appId, value)));
  }

  private void info(JsonObject info) {
    timestampMillis = info.whole("timestamp");
    record = info.text("userMetadata").flatMap(CommitRecordJson::read);
  }

  private void metadata(JsonObject metadata) {
    Map<String, String> properties =
        metadata.object("configuration").orElse(JsonObject.EMPTY).texts();
    Writability.obstacle(properties).ifPresent(this::refuse);
    List<String> partitionColumns = partitionColumns(metadata);
    try {
      definition =
          Optional.of(
              new TableDefinition(
                  DeltaSchemas.fromJson(metadata.text("schemaString").orElse("")),
                  partitionColumns,
                  properties));
    } catch (SluiceException e) {
      refuse(e.getMessage());
    }
  }

  private static List<String> partitionColumns(JsonObject metadata) {
    List<String> columns = new ArrayList<>();
    for (Object column : metadata.array("partitionColumns")) {
      if (!(column instanceof String name)) {
        throw new IllegalArgumentException("a partition column's name is no text");
      }
      columns.add(name);
    }
    return columns;
  }

  private void protocol(JsonObject protocol) {
    Writability.obstacle(
            protocol.whole("minReaderVersion").orElse(0),
            protocol.whole("minWriterVersion").orElse(0))
        .ifPresent(this::refuse);
  }

  private void refuse(String reason) {
    unsupported = unsupported.or(() -> Optional.of(reason));
  }
}
