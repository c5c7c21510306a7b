package io.sluice.domain.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Types and schemas at random, for properties that hold for all of them. */
public final class RandomTypes {
  private static final List<FieldType> PLAIN = List.of(PrimitiveType.values());

  private RandomTypes() {}

  /** A type, nested at most so deep. */
  public static FieldType type(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 8 : 11);
    return switch (kind) {
      case 7 -> {
        int precision = 1 + random.nextInt(38);
        yield new DecimalType(precision, random.nextInt(precision + 1));
      }
      case 8 -> new ListType(type(random, depth - 1));
      case 9 -> new MapType(type(random, depth - 1));
      case 10 -> new StructType(fields(random, 1 + random.nextInt(3), depth - 1));
      default -> PLAIN.get(kind);
    };
  }

  /** So many fields, f0, f1 and so on. */
  public static List<Field> fields(Random random, int count, int depth) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(new Field("f" + i, type(random, depth), random.nextBoolean()));
    }
    return fields;
  }

  /** The same fields, here and deeper, and some more at the ends. */
  public static List<Field> wider(Random random, List<Field> fields) {
    List<Field> wider = new ArrayList<>();
    for (Field field : fields) {
      wider.add(field.withType(wider(random, field.type())));
    }
    if (random.nextInt(3) == 0) {
      wider.add(Field.nullable("f" + wider.size(), type(random, 1)));
    }
    return wider;
  }

  private static FieldType wider(Random random, FieldType type) {
    if (type instanceof StructType struct) {
      return new StructType(wider(random, struct.fields()));
    }
    if (type instanceof ListType list) {
      return new ListType(wider(random, list.element()));
    }
    if (type instanceof MapType map) {
      return new MapType(wider(random, map.value()));
    }
    return type;
  }
}
