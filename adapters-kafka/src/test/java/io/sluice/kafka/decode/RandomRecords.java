package io.sluice.kafka.decode;

import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Records that mostly fit a schema: values of wrong types, duplicates and damage are sprinkled in.
 */
final class RandomRecords {
  private static final String[] TEXTS = {
    "",
    "x",
    "page_view",
    "é",
    "日本",
    "😀",
    "\\n\\\"\\\\",
    "\\ud83d\\ude00",
    "\\u0000",
    "2024-02-29",
    "2024-02-29T12:34:56.789Z",
    "1970-01-01T00:00:00+05:30",
    "12.5",
    "-3",
    "AQID",
    "AQ==",
    "null",
    "a much longer text than the others, so that some copying loop has something to do, ü"
  };
  private static final String[] NUMBERS = {
    "0", "-1", "42", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1.5",
    "-0.25", "1e3", "5.0", "12345.678", "1E-7", "1e308", "123456789012345678901234567890.5"
  };
  private static final String[] BROKEN = {
    "tru", "[1,]", "{\"x\"}", "\"\\ud83d\"", "01", "'x'", "{\"a\":1,}", "\"\t\"", ".5", "]"
  };

  private static final Pattern HUGE_EXPONENT = Pattern.compile("[0-9][eE][+-]?[0-9]{4}");

  private final Random random;
  private final TableSchema schema;
  private final double faults;

  /**
   * @param faults how likely each value is not what the schema expects there
   */
  RandomRecords(Random random, TableSchema schema, double faults) {
    this.random = random;
    this.schema = schema;
    this.faults = faults;
  }

  byte[] next() {
    byte[] json = object(schema.fields()).getBytes(StandardCharsets.UTF_8);
    if (chance(faults)) {
      json = damaged(json);
    }
    return chance(faults / 2) ? Arrays.copyOf(json, random.nextInt(json.length + 1)) : json;
  }

  private byte[] damaged(byte[] json) {
    byte[] damaged = json.clone();
    damaged[random.nextInt(json.length)] = (byte) random.nextInt(256);
    // A tree has no number for an exponent of so many digits.
    boolean unreadable =
        HUGE_EXPONENT.matcher(new String(damaged, StandardCharsets.ISO_8859_1)).find();
    return unreadable ? json : damaged;
  }

  private String object(List<Field> fields) {
    List<String> members = new ArrayList<>();
    for (Field field : fields) {
      if (!field.nullable() || !chance(0.2)) {
        members.add(member(field));
      }
      if (chance(faults)) {
        members.add(member(field));
      }
    }
    if (chance(0.3)) {
      members.add("\"unknown" + random.nextInt(3) + "\":" + anything(3));
    }
    if (chance(0.3)) {
      Collections.shuffle(members, random);
    }
    return "{" + space() + String.join("," + space(), members) + "}";
  }

  private String member(Field field) {
    return "\"" + field.name() + "\"" + space() + ":" + space() + value(field.type());
  }

  private String value(FieldType type) {
    if (chance(0.1)) {
      return "null";
    }
    if (chance(faults)) {
      return anything(2);
    }
    if (type instanceof StructType struct) {
      return object(struct.fields());
    }
    if (type instanceof ListType list) {
      return array(() -> value(list.element()));
    }
    if (type instanceof MapType map) {
      return map(() -> value(map.value()));
    }
    return type instanceof DecimalType ? decimal() : scalar((PrimitiveType) type);
  }

  private String scalar(PrimitiveType type) {
    return switch (type) {
      case STRING -> text();
      case LONG -> Long.toString(random.nextLong() >> random.nextInt(64));
      case DOUBLE -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(20)));
      case BOOLEAN -> Boolean.toString(random.nextBoolean());
      case TIMESTAMP -> "\"" + Instant.ofEpochMilli(random.nextLong() >> 22) + "\"";
      case DATE -> "\"" + LocalDate.ofEpochDay(random.nextInt(40_000)) + "\"";
      case BINARY -> "\"AQID" + (random.nextBoolean() ? "BA==" : "") + "\"";
    };
  }

  private String decimal() {
    String number = random.nextInt(1000) + (random.nextBoolean() ? "." + random.nextInt(100) : "");
    return random.nextBoolean() ? number : "\"" + number + "\"";
  }

  private String anything(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> "null";
      case 1 -> Boolean.toString(random.nextBoolean());
      case 2 -> NUMBERS[random.nextInt(NUMBERS.length)];
      case 3 -> text();
      case 4 -> chance(faults) ? BROKEN[random.nextInt(BROKEN.length)] : "1";
      case 5 -> array(() -> anything(depth - 1));
      default -> map(() -> anything(depth - 1));
    };
  }

  private String text() {
    return "\"" + TEXTS[random.nextInt(TEXTS.length)] + "\"";
  }

  private String array(Supplier<String> values) {
    List<String> elements = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      elements.add(values.get());
    }
    return "[" + String.join(",", elements) + space() + "]";
  }

  private String map(Supplier<String> values) {
    List<String> members = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int key = chance(faults) ? 0 : i;
      members.add("\"ké" + key + "\":" + values.get());
    }
    return "{" + String.join("," + space(), members) + "}";
  }

  private String space() {
    return chance(0.05) ? " \n\t" : "";
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}
