package io.sluice.kafka.decode;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys under {@code sluice.schema}.
 *
 * @param declared the columns as declared; empty where the table or a sample says them
 * @param maxColumns up to how many leaf columns new fields may widen the table
 * @param kafkaColumns whether a new table gets the columns that say where a row came from
 * @param timestampUnits what numbers mean at the paths of timestamps
 */
public record SchemaConfig(
    Optional<TableSchema> declared,
    NewFieldPolicy onNewField,
    int maxColumns,
    boolean kafkaColumns,
    Map<String, TimestampUnit> timestampUnits) {
  private static final String COLUMNS = "sluice.schema.columns";
  private static final String ON_NEW_FIELD = "sluice.schema.on-new-field";
  private static final String MAX_COLUMNS = "sluice.schema.max-columns";
  private static final String KAFKA_COLUMNS = "sluice.schema.kafka-columns";
  private static final String TIMESTAMP_UNITS = "sluice.schema.timestamp-units";

  public SchemaConfig {
    timestampUnits = Map.copyOf(timestampUnits);
  }

  /**
   * Reads the keys.
   *
   * @throws SluiceException naming the key whose value is wrong
   */
  public static SchemaConfig from(Config root) {
    return new SchemaConfig(
        declared(read(COLUMNS, () -> root.getStringList(COLUMNS))),
        oneOf(
            ON_NEW_FIELD,
            read(ON_NEW_FIELD, () -> root.getString(ON_NEW_FIELD)),
            NewFieldPolicy.values()),
        maxColumns(read(MAX_COLUMNS, () -> root.getInt(MAX_COLUMNS))),
        read(KAFKA_COLUMNS, () -> root.getBoolean(KAFKA_COLUMNS)),
        units(read(TIMESTAMP_UNITS, () -> root.getConfig(TIMESTAMP_UNITS))));
  }

  /** A schema of events as a new table gets it: with the Kafka columns, where they are wanted. */
  public TableSchema complete(TableSchema events) {
    return kafkaColumns ? KafkaColumns.addTo(events) : events;
  }

  private static int maxColumns(int columns) {
    if (columns < 1) {
      throw unreadable(MAX_COLUMNS, columns + " is out of range", "set it to 1 or more");
    }
    return columns;
  }

  private static Optional<TableSchema> declared(List<String> columns) {
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<Field> fields = new ArrayList<>();
      for (String column : columns) {
        fields.add(requireOwn(SchemaNotation.parseColumn(column)));
      }
      return Optional.of(new TableSchema(fields));
    } catch (IllegalArgumentException e) {
      throw unreadable(
          COLUMNS,
          e.getMessage(),
          "write each column as: name type [not null], for example id long");
    }
  }

  private static Field requireOwn(Field field) {
    boolean asProvided =
        KafkaColumns.FIELDS.stream()
            .anyMatch(
                column -> column.name().equals(field.name()) && column.type().equals(field.type()));
    if (KafkaColumns.isReserved(field.name()) && !asProvided) {
      throw new IllegalArgumentException(
          "'" + field.name() + "' is reserved; declared it must be one of " + provided());
    }
    return field;
  }

  private static String provided() {
    return KafkaColumns.FIELDS.stream().map(Field::toString).collect(Collectors.joining(", "));
  }

  private static Map<String, TimestampUnit> units(Config paths) {
    Map<String, TimestampUnit> units = new HashMap<>();
    for (Map.Entry<String, ConfigValue> entry : paths.entrySet()) {
      String path = String.join(".", ConfigUtil.splitPath(entry.getKey()));
      String unit = String.valueOf(entry.getValue().unwrapped());
      units.put(path, oneOf(TIMESTAMP_UNITS + "." + path, unit, TimestampUnit.values()));
    }
    return units;
  }

  private static <E extends Enum<E>> E oneOf(String key, String text, E[] values) {
    for (E value : values) {
      if (spelling(value).equalsIgnoreCase(text.strip())) {
        return value;
      }
    }
    throw unreadable(
        key,
        "'" + text + "' is no choice",
        "choose one of "
            + Stream.of(values).map(SchemaConfig::spelling).collect(Collectors.joining(", ")));
  }

  private static String spelling(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> T read(String key, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigException e) {
      throw unreadable(
          key, e.getMessage(), "see the key's description in the configuration reference");
    }
  }

  private static SluiceException unreadable(String key, String cause, String hint) {
    return new SluiceException(ErrorCode.CONFIGURATION, "Cannot read " + key + ": " + cause, hint);
  }
}
