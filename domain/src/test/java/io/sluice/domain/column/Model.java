package io.sluice.domain.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.StructType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The naive form of a column's values: null, Long, Double, Boolean, String (any bytes, as Latin-1),
 * List for lists and structs, Map for maps.
 */
final class Model {
  private Model() {}

  /** A value of the type, null now and then. */
  static Object random(FieldType type, Random random) {
    if (random.nextInt(5) == 0) {
      return null;
    }
    if (type instanceof StructType struct) {
      List<Object> fields = new ArrayList<>();
      struct.fields().forEach(field -> fields.add(random(field.type(), random)));
      return fields;
    }
    if (type instanceof ListType list) {
      List<Object> elements = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        elements.add(random(list.element(), random));
      }
      return elements;
    }
    if (type instanceof MapType map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        entries.put(text(random), random(map.value(), random));
      }
      return entries;
    }
    return leaf(ColumnVector.of(type), random);
  }

  private static Object leaf(ColumnVector vector, Random random) {
    if (vector instanceof LongVector) {
      return random.nextLong();
    }
    if (vector instanceof DoubleVector) {
      return random.nextDouble();
    }
    return vector instanceof BooleanVector ? random.nextBoolean() : text(random);
  }

  private static String text(Random random) {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static void append(ColumnVector vector, Object value) {
    if (value == null) {
      vector.appendNull();
      return;
    }
    appendInside(vector, value);
    if (vector instanceof StructVector struct) {
      struct.endStruct();
    } else if (vector instanceof ListVector list) {
      list.endList();
    } else if (vector instanceof MapVector map) {
      map.endMap();
    }
  }

  /** Appends the value, but does not end it where it is nested. */
  static void appendInside(ColumnVector vector, Object value) {
    if (vector instanceof LongVector longs) {
      longs.append((Long) value);
    } else if (vector instanceof DoubleVector doubles) {
      doubles.append((Double) value);
    } else if (vector instanceof BooleanVector booleans) {
      booleans.append((Boolean) value);
    } else if (vector instanceof BytesVector bytes) {
      byte[] padded = ("--" + value + "-").getBytes(StandardCharsets.ISO_8859_1);
      bytes.append(padded, 2, padded.length - 3);
    } else if (vector instanceof StructVector struct) {
      List<?> fields = (List<?>) value;
      for (int i = 0; i < fields.size(); i++) {
        append(struct.child(i), fields.get(i));
      }
    } else if (vector instanceof ListVector list) {
      ((List<?>) value).forEach(element -> append(list.elements(), element));
    } else if (vector instanceof MapVector map) {
      ((Map<?, ?>) value)
          .forEach(
              (key, inner) -> {
                append(map.keys(), key);
                append(map.values(), inner);
              });
    }
  }

  /** Reads a row back, and checks what has to hold of a null on the way. */
  static Object read(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      assertNothingAt(vector, row);
      return null;
    }
    if (vector instanceof LongVector longs) {
      return longs.get(row);
    }
    if (vector instanceof DoubleVector doubles) {
      return doubles.get(row);
    }
    if (vector instanceof BooleanVector booleans) {
      return booleans.get(row);
    }
    if (vector instanceof BytesVector bytes) {
      assertThat(bytes.copy(row)).hasSize(bytes.length(row));
      return new String(
          bytes.arena(), bytes.start(row), bytes.length(row), StandardCharsets.ISO_8859_1);
    }
    if (vector instanceof StructVector struct) {
      List<Object> fields = new ArrayList<>();
      for (int i = 0; i < struct.type().fields().size(); i++) {
        fields.add(read(struct.child(i), row));
      }
      return fields;
    }
    if (vector instanceof ListVector list) {
      List<Object> elements = new ArrayList<>();
      for (int i = list.start(row); i < list.end(row); i++) {
        elements.add(read(list.elements(), i));
      }
      return elements;
    }
    MapVector map = (MapVector) vector;
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (int i = map.start(row); i < map.end(row); i++) {
      entries.put(read(map.keys(), i), read(map.values(), i));
    }
    return entries;
  }

  private static void assertNothingAt(ColumnVector vector, int row) {
    if (vector instanceof LongVector longs) {
      assertThat(longs.get(row)).isZero();
    } else if (vector instanceof DoubleVector doubles) {
      assertThat(doubles.get(row)).isZero();
    } else if (vector instanceof BooleanVector booleans) {
      assertThat(booleans.get(row)).isFalse();
    } else if (vector instanceof BytesVector bytes) {
      assertThat(bytes.length(row)).isZero();
    } else if (vector instanceof ListVector list) {
      assertThat(list.end(row)).isEqualTo(list.start(row));
    } else if (vector instanceof MapVector map) {
      assertThat(map.end(row)).isEqualTo(map.start(row));
    } else if (vector instanceof StructVector struct) {
      for (int i = 0; i < struct.type().fields().size(); i++) {
        assertThat(struct.child(i).isNull(row)).as("field of a null struct").isTrue();
      }
    }
  }

  /** The value as it reads once its type has more fields. */
  static Object widened(Object value, FieldType before, FieldType after) {
    if (value == null) {
      return null;
    }
    if (before instanceof StructType was && after instanceof StructType is) {
      return widenedRow((List<?>) value, was.fields(), is.fields());
    }
    if (before instanceof ListType was && after instanceof ListType is) {
      List<Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(e -> elements.add(widened(e, was.element(), is.element())));
      return elements;
    }
    if (before instanceof MapType was && after instanceof MapType is) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((k, v) -> entries.put(k, widened(v, was.value(), is.value())));
      return entries;
    }
    return value;
  }

  static List<Object> widenedRow(List<?> row, List<Field> before, List<Field> after) {
    List<Object> fields = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      fields.add(
          i < before.size()
              ? widened(row.get(i), before.get(i).type(), after.get(i).type())
              : null);
    }
    return fields;
  }
}
