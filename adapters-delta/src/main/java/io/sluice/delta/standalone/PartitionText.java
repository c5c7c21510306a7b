package io.sluice.delta.standalone;

import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.PrimitiveType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Partition values, which the protocol writes as text. */
final class PartitionText {
  private PartitionText() {}

  /**
   * The value; the empty text is null to the protocol, whatever the type.
   *
   * @throws IllegalArgumentException or {@link java.time.DateTimeException} when the text is no
   *     such value
   */
  static Object value(String text, FieldType type) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (type instanceof DecimalType decimal) {
      return new BigDecimal(text).setScale(decimal.scale());
    }
    if (!(type instanceof PrimitiveType primitive)) {
      throw new IllegalArgumentException("a " + type + " cannot be a partition column");
    }
    return switch (primitive) {
      case STRING -> text;
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case BINARY -> text.getBytes(StandardCharsets.UTF_8);
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP -> timestamp(text);
    };
  }

  /** Either {@code 2013-01-31 23:59:59.123456}, in UTC, or the same in ISO 8601 with a Z. */
  private static Instant timestamp(String text) {
    return text.endsWith("Z")
        ? Instant.parse(text)
        : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }
}
