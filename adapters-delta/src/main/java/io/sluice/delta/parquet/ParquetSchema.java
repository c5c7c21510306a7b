package io.sluice.delta.parquet;

import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import java.math.BigInteger;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** A table's columns as Parquet types: the ones that Spark writes into Delta tables. */
final class ParquetSchema {
  private static final int MAX_INT_PRECISION = 9;

  private ParquetSchema() {}

  static MessageType of(TableSchema schema) {
    return new MessageType("table", types(schema.fields()));
  }

  /** How many bytes hold every unscaled value of so many digits. */
  static int decimalBytes(int precision) {
    return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / Byte.SIZE + 1;
  }

  private static List<Type> types(List<Field> fields) {
    return fields.stream()
        .map(field -> type(field.name(), field.type(), repetition(field.nullable())))
        .toList();
  }

  private static Repetition repetition(boolean nullable) {
    return nullable ? Repetition.OPTIONAL : Repetition.REQUIRED;
  }

  private static Type type(String name, FieldType type, Repetition repetition) {
    if (type instanceof StructType struct) {
      return new GroupType(repetition, name, types(struct.fields()));
    }
    if (type instanceof ListType list) {
      return Types.list(repetition)
          .element(type("element", list.element(), Repetition.OPTIONAL))
          .named(name);
    }
    if (type instanceof MapType map) {
      return Types.map(repetition)
          .key(string("key", Repetition.REQUIRED))
          .value(type("value", map.value(), Repetition.OPTIONAL))
          .named(name);
    }
    if (type instanceof DecimalType decimal) {
      return decimal(name, decimal, repetition);
    }
    return primitive(name, (io.sluice.domain.schema.PrimitiveType) type, repetition);
  }

  private static PrimitiveType primitive(
      String name, io.sluice.domain.schema.PrimitiveType type, Repetition repetition) {
    return switch (type) {
      case STRING -> string(name, repetition);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case BINARY -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
      case TIMESTAMP ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(name);
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition)
              .as(LogicalTypeAnnotation.dateType())
              .named(name);
    };
  }

  private static PrimitiveType string(String name, Repetition repetition) {
    return Types.primitive(PrimitiveTypeName.BINARY, repetition)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  private static PrimitiveType decimal(String name, DecimalType type, Repetition repetition) {
    LogicalTypeAnnotation logical =
        LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
    if (type.precision() <= MAX_INT_PRECISION) {
      return Types.primitive(PrimitiveTypeName.INT32, repetition).as(logical).named(name);
    }
    if (type.precision() <= DecimalType.MAX_LONG_PRECISION) {
      return Types.primitive(PrimitiveTypeName.INT64, repetition).as(logical).named(name);
    }
    return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
        .length(decimalBytes(type.precision()))
        .as(logical)
        .named(name);
  }
}
