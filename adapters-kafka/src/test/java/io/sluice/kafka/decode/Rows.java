package io.sluice.kafka.decode;

import io.sluice.domain.column.BooleanVector;
import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.column.DoubleVector;
import io.sluice.domain.column.ListVector;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.column.MapVector;
import io.sluice.domain.column.StructVector;
import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Column batches as plain values, for comparing. Fields that are null are left out. */
final class Rows {
  private Rows() {}

  static List<Map<String, Object>> of(ColumnBatch batch) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < batch.columns().size(); i++) {
        put(values, batch.schema().fields().get(i), batch.column(i), row);
      }
      rows.add(values);
    }
    return rows;
  }

  private static void put(Map<String, Object> values, Field field, ColumnVector vector, int row) {
    Object value = value(field.type(), vector, row);
    if (value != null) {
      values.put(field.name(), value);
    }
  }

  private static Object value(FieldType type, ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (vector instanceof StructVector struct) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < struct.type().fields().size(); i++) {
        put(values, struct.type().fields().get(i), struct.child(i), row);
      }
      return values;
    }
    if (vector instanceof ListVector list) {
      List<Object> values = new ArrayList<>();
      for (int i = list.start(row); i < list.end(row); i++) {
        values.add(value(((ListType) type).element(), list.elements(), i));
      }
      return values;
    }
    if (vector instanceof MapVector map) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = map.start(row); i < map.end(row); i++) {
        String key = (String) value(PrimitiveType.STRING, map.keys(), i);
        if (values.containsKey(key)) {
          throw new AssertionError("the map has a key twice");
        }
        values.put(key, value(((MapType) type).value(), map.values(), i));
      }
      return values;
    }
    return scalar(type, vector, row);
  }

  private static Object scalar(FieldType type, ColumnVector vector, int row) {
    if (vector instanceof DoubleVector doubles) {
      return doubles.get(row);
    }
    if (vector instanceof BooleanVector booleans) {
      return booleans.get(row);
    }
    if (type instanceof DecimalType decimal) {
      BigInteger unscaled =
          vector instanceof LongVector longs
              ? BigInteger.valueOf(longs.get(row))
              : new BigInteger(((BytesVector) vector).copy(row));
      return new BigDecimal(unscaled, decimal.scale());
    }
    if (vector instanceof BytesVector bytes) {
      return type == PrimitiveType.STRING
          ? new String(bytes.copy(row), StandardCharsets.UTF_8)
          : ByteBuffer.wrap(bytes.copy(row));
    }
    return ((LongVector) vector).get(row);
  }
}
