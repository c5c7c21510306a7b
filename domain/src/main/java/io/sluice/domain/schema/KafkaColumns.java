package io.sluice.domain.schema;

import java.util.List;

/** The optional columns that say where a row came from; events cannot set them. */
public final class KafkaColumns {
  public static final String TOPIC = "_kafka_topic";
  public static final String PARTITION = "_kafka_partition";
  public static final String OFFSET = "_kafka_offset";
  public static final String TIMESTAMP = "_kafka_timestamp";

  /** All four, in the order in which a table gets them. */
  public static final List<Field> FIELDS =
      List.of(
          Field.nullable(TOPIC, PrimitiveType.STRING),
          Field.nullable(PARTITION, PrimitiveType.LONG),
          Field.nullable(OFFSET, PrimitiveType.LONG),
          Field.nullable(TIMESTAMP, PrimitiveType.TIMESTAMP));

  private KafkaColumns() {}

  /** The schema with those of the four that it lacks at its end. */
  public static TableSchema addTo(TableSchema schema) {
    return schema.plus(
        FIELDS.stream()
            .filter(
                column ->
                    schema.fields().stream()
                        .noneMatch(
                            field -> FieldNames.canonical(field.name()).equals(column.name())))
            .toList());
  }

  /** Whether the name belongs to one of these columns, in any case. */
  public static boolean isReserved(String name) {
    String canonical = FieldNames.canonical(name);
    return FIELDS.stream().anyMatch(field -> field.name().equals(canonical));
  }
}
