package io.sluice.delta.parquet;

import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Schemas and rows by chance: the same ones for the same seed. */
final class RandomRows {
  private static final int MAX_DEPTH = 4;
  private static final List<PrimitiveType> PRIMITIVES = List.of(PrimitiveType.values());
  private static final String[] WORDS = {
    "", "a", "zürich", "日本語", "😀😀", "x".repeat(40), "\u0000", "\uFFFF".repeat(33), "b"
  };

  private final Random random;

  RandomRows(long seed) {
    this.random = new Random(seed);
  }

  TableSchema schema() {
    return new TableSchema(fields(1 + random.nextInt(6), 0));
  }

  List<List<Object>> rows(TableSchema schema, int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(struct(schema.fields()));
    }
    return rows;
  }

  private List<Field> fields(int count, int depth) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(new Field("f" + i, type(depth), random.nextInt(4) > 0));
    }
    return fields;
  }

  private FieldType type(int depth) {
    if (depth < MAX_DEPTH && random.nextInt(5) < 2) {
      return switch (random.nextInt(3)) {
        case 0 -> new StructType(fields(1 + random.nextInt(3), depth + 1));
        case 1 -> new ListType(type(depth + 1));
        default -> new MapType(type(depth + 1));
      };
    }
    if (random.nextInt(4) == 0) {
      int precision = 1 + random.nextInt(38);
      return new DecimalType(precision, random.nextInt(precision + 1));
    }
    return PRIMITIVES.get(random.nextInt(PRIMITIVES.size()));
  }

  private List<Object> struct(List<Field> fields) {
    List<Object> values = new ArrayList<>();
    for (Field field : fields) {
      boolean absent = field.nullable() && random.nextInt(3) == 0;
      values.add(absent ? null : value(field.type()));
    }
    return values;
  }

  private Object optional(FieldType type) {
    return random.nextInt(4) == 0 ? null : value(type);
  }

  private Object value(FieldType type) {
    if (type instanceof StructType struct) {
      return struct(struct.fields());
    }
    if (type instanceof ListType list) {
      List<Object> values = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        values.add(optional(list.element()));
      }
      return values;
    }
    if (type instanceof MapType map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        entries.put(word() + i, optional(map.value()));
      }
      return entries;
    }
    if (type instanceof DecimalType decimal) {
      BigInteger bound = BigInteger.TEN.pow(decimal.precision());
      BigInteger unscaled = new BigInteger(bound.bitLength() + 8, random).mod(bound);
      return random.nextBoolean() ? unscaled : unscaled.negate();
    }
    return primitive((PrimitiveType) type);
  }

  private Object primitive(PrimitiveType type) {
    return switch (type) {
      case STRING -> word();
      case LONG -> random.nextBoolean() ? random.nextLong() : (long) random.nextInt(5);
      case DOUBLE -> random.nextInt(8) == 0 ? -0.0 : random.nextGaussian() * 1e9;
      case BOOLEAN -> random.nextBoolean();
      case TIMESTAMP -> random.nextLong() >> random.nextInt(40);
      case DATE -> (long) random.nextInt() >> random.nextInt(31);
      case BINARY -> new Rows.Octets(HexFormat.of().toHexDigits(random.nextLong()));
    };
  }

  private String word() {
    String word = WORDS[random.nextInt(WORDS.length)];
    return random.nextBoolean() ? word : word + random.nextInt(1000);
  }
}
