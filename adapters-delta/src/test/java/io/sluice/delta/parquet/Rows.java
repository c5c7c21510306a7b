package io.sluice.delta.parquet;

import io.sluice.domain.column.BooleanVector;
import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.column.DoubleVector;
import io.sluice.domain.column.ListVector;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.column.MapVector;
import io.sluice.domain.column.StructVector;
import io.sluice.domain.schema.TableSchema;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as objects: Long for long, timestamp and date, BigInteger for a decimal's unscaled value,
 * String for text, {@link Octets} for binary, List for a struct's fields and for a list, Map for a
 * map.
 */
final class Rows {
  private Rows() {}

  /** Bytes that are equal by content. */
  record Octets(String hex) {}

  static List<Object> row(Object... values) {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  static List<List<Object>> of(List<?>... rows) {
    List<List<Object>> all = new ArrayList<>();
    for (List<?> row : rows) {
      all.add(new ArrayList<>(row));
    }
    return all;
  }

  static ColumnBatch batch(TableSchema schema, List<List<Object>> rows) {
    ColumnBatchBuilder builder = new ColumnBatchBuilder(schema);
    for (List<Object> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        append(builder.column(i), row.get(i));
      }
      builder.endRow();
    }
    return builder.build();
  }

  private static void append(ColumnVector vector, Object value) {
    if (value == null) {
      vector.appendNull();
    } else if (vector instanceof LongVector longs) {
      longs.append(((Number) value).longValue());
    } else if (vector instanceof DoubleVector doubles) {
      doubles.append((Double) value);
    } else if (vector instanceof BooleanVector booleans) {
      booleans.append((Boolean) value);
    } else if (vector instanceof BytesVector bytes) {
      byte[] content = content(value);
      bytes.append(content, 0, content.length);
    } else if (vector instanceof StructVector struct) {
      List<?> fields = (List<?>) value;
      for (int i = 0; i < fields.size(); i++) {
        append(struct.child(i), fields.get(i));
      }
      struct.endStruct();
    } else if (vector instanceof ListVector list) {
      ((List<?>) value).forEach(element -> append(list.elements(), element));
      list.endList();
    } else if (vector instanceof MapVector map) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        append(map.keys(), entry.getKey());
        append(map.values(), entry.getValue());
      }
      map.endMap();
    }
  }

  private static byte[] content(Object value) {
    if (value instanceof BigInteger unscaled) {
      return unscaled.toByteArray();
    }
    if (value instanceof Octets octets) {
      return HexFormat.of().parseHex(octets.hex());
    }
    return ((String) value).getBytes(StandardCharsets.UTF_8);
  }
}
