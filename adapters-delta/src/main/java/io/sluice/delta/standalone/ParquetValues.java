package io.sluice.delta.standalone;

import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Values of a Parquet record as a table reader hands them out. */
final class ParquetValues {
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

  private ParquetValues() {}

  /** The field's value; null where the record has none or the file lacks the column. */
  static Object field(Group record, Field field) {
    if (!record.getType().containsField(field.name())) {
      return null;
    }
    int index = record.getType().getFieldIndex(field.name());
    return record.getFieldRepetitionCount(index) == 0 ? null : value(record, index, field.type());
  }

  private static Object value(Group record, int index, FieldType type) {
    if (type instanceof StructType struct) {
      Map<String, Object> members = new LinkedHashMap<>();
      Group group = record.getGroup(index, 0);
      struct.fields().forEach(field -> members.put(field.name(), field(group, field)));
      return members;
    }
    if (type instanceof ListType list) {
      return list(record.getGroup(index, 0), list);
    }
    if (type instanceof MapType map) {
      return map(record.getGroup(index, 0), map);
    }
    if (type instanceof DecimalType) {
      return decimal(record, index);
    }
    return primitive(record, index, (PrimitiveType) type);
  }

  private static List<Object> list(Group list, ListType type) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      elements.add(optional(list.getGroup(0, i), 0, type.element()));
    }
    return elements;
  }

  private static Map<String, Object> map(Group map, MapType type) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      entries.put(entry.getString(0, 0), optional(entry, 1, type.value()));
    }
    return entries;
  }

  private static Object optional(Group record, int index, FieldType type) {
    return record.getFieldRepetitionCount(index) == 0 ? null : value(record, index, type);
  }

  private static Object primitive(Group record, int index, PrimitiveType type) {
    return switch (type) {
      case STRING -> record.getString(index, 0);
      case LONG -> record.getLong(index, 0);
      case DOUBLE -> record.getDouble(index, 0);
      case BOOLEAN -> record.getBoolean(index, 0);
      case BINARY -> record.getBinary(index, 0).getBytes();
      case DATE -> LocalDate.ofEpochDay(record.getInteger(index, 0));
      case TIMESTAMP -> timestamp(record, index);
    };
  }

  private static Object decimal(Group record, int index) {
    org.apache.parquet.schema.PrimitiveType stored =
        record.getType().getType(index).asPrimitiveType();
    int scale =
        ((LogicalTypeAnnotation.DecimalLogicalTypeAnnotation) stored.getLogicalTypeAnnotation())
            .getScale();
    return switch (stored.getPrimitiveTypeName()) {
      case INT32 -> BigDecimal.valueOf(record.getInteger(index, 0), scale);
      case INT64 -> BigDecimal.valueOf(record.getLong(index, 0), scale);
      default -> new BigDecimal(new BigInteger(record.getBinary(index, 0).getBytes()), scale);
    };
  }

  /** Spark's default is twelve bytes: nanoseconds of the day, then the Julian day. */
  private static Instant timestamp(Group record, int index) {
    Type stored = record.getType().getType(index);
    if (stored.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      Binary twelveBytes = record.getInt96(index, 0);
      ByteBuffer parts = twelveBytes.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      long nanosOfDay = parts.getLong();
      return Instant.EPOCH
          .plus(Duration.ofDays(parts.getInt() - JULIAN_DAY_OF_EPOCH))
          .plusNanos(nanosOfDay);
    }
    long value = record.getLong(index, 0);
    TimestampLogicalTypeAnnotation annotation =
        (TimestampLogicalTypeAnnotation) stored.getLogicalTypeAnnotation();
    return switch (annotation.getUnit()) {
      case MILLIS -> Instant.ofEpochMilli(value);
      case MICROS -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
      case NANOS -> Instant.EPOCH.plusNanos(value);
    };
  }
}
