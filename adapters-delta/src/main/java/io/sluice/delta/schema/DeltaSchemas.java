package io.sluice.delta.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.delta.json.Json;
import io.sluice.delta.json.JsonObject;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns schemas into the JSON that the protocol's metadata action holds, and back. */
public final class DeltaSchemas {
  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}), ?(\\d{1,2})\\)");
  private static final String INVARIANTS = "delta.invariants";

  private DeltaSchemas() {}

  /** The schema in the protocol's form. */
  public static String toJson(TableSchema schema) {
    return Json.write(structOf(schema.fields(), JsonObject.EMPTY));
  }

  /**
   * The wider schema in the protocol's form, keeping what the table's own says of its columns
   * beside their types: comments and the like.
   *
   * @param tableJson the table's schema
   * @param wider the table's columns, perhaps with more, at any depth
   */
  public static String widen(String tableJson, TableSchema wider) {
    return Json.write(structOf(wider.fields(), root(tableJson)));
  }

  /**
   * Reads a table's schema.
   *
   * @throws SluiceException {@code CONFIGURATION} naming a column that Sluice cannot write, {@code
   *     STORAGE} when the text is no schema
   */
  public static TableSchema fromJson(String json) {
    try {
      return new TableSchema(fields("", root(json)));
    } catch (IllegalArgumentException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  private static JsonObject root(String json) {
    try {
      return JsonObject.parse(json)
          .filter(root -> root.text("type").filter("struct"::equals).isPresent())
          .orElseThrow(() -> damaged(null));
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  private static Map<String, Object> structOf(List<Field> fields, JsonObject known) {
    Map<String, JsonObject> knownFields = new LinkedHashMap<>();
    for (Object element : known.array("fields")) {
      JsonObject field = JsonObject.of(element).orElse(JsonObject.EMPTY);
      field.text("name").ifPresent(name -> knownFields.put(name, field));
    }
    List<Object> all = new ArrayList<>();
    for (Field field : fields) {
      JsonObject own = knownFields.getOrDefault(field.name(), JsonObject.EMPTY);
      Map<String, Object> written = new LinkedHashMap<>();
      written.put("name", field.name());
      written.put("type", typeOf(field.type(), own.members().get("type")));
      written.put("nullable", field.nullable());
      written.put("metadata", own.object("metadata").orElse(JsonObject.EMPTY).members());
      all.add(written);
    }
    return ordered("type", "struct", "fields", all);
  }

  private static Object typeOf(FieldType type, Object known) {
    JsonObject own = JsonObject.of(known).orElse(JsonObject.EMPTY);
    if (type instanceof StructType struct) {
      return structOf(struct.fields(), own);
    }
    if (type instanceof ListType list) {
      Map<String, Object> array = ordered("type", "array", "elementType", null);
      array.put("elementType", typeOf(list.element(), own.members().get("elementType")));
      array.put("containsNull", true);
      return array;
    }
    if (type instanceof MapType map) {
      Map<String, Object> written = ordered("type", "map", "keyType", "string");
      written.put("valueType", typeOf(map.value(), own.members().get("valueType")));
      written.put("valueContainsNull", true);
      return written;
    }
    return type.toString();
  }

  private static Map<String, Object> ordered(
      String first, Object firstValue, String second, Object secondValue) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(first, firstValue);
    members.put(second, secondValue);
    return members;
  }

  private static List<Field> fields(String prefix, JsonObject struct) {
    List<Field> fields = new ArrayList<>();
    for (Object element : struct.array("fields")) {
      JsonObject field = JsonObject.of(element).orElseThrow(() -> damaged(null));
      String name = field.text("name").orElseThrow(() -> damaged(null));
      String path = prefix + name;
      if (field.object("metadata").orElse(JsonObject.EMPTY).members().containsKey(INVARIANTS)) {
        throw unsupported(path, "has an invariant, which Sluice does not check");
      }
      FieldType type = type(path, field.members().get("type"));
      fields.add(new Field(name, type, field.isTrue("nullable")));
    }
    if (fields.isEmpty() && !prefix.isEmpty()) {
      throw unsupported(prefix.substring(0, prefix.length() - 1), "is a struct without fields");
    }
    return fields;
  }

  private static FieldType type(String path, Object json) {
    if (json instanceof String name) {
      return primitive(path, name);
    }
    JsonObject nested = JsonObject.of(json).orElseThrow(() -> damaged(null));
    String kind = nested.text("type").orElseThrow(() -> damaged(null));
    return switch (kind) {
      case "struct" -> new StructType(fields(path + ".", nested));
      case "array" -> list(path, nested);
      case "map" -> map(path, nested);
      default -> throw unsupported(path, "is of type " + kind);
    };
  }

  private static FieldType list(String path, JsonObject array) {
    if (!array.isTrue("containsNull")) {
      throw unsupported(path, "is an array whose elements cannot be null");
    }
    return new ListType(type(path + ".element", array.members().get("elementType")));
  }

  private static FieldType map(String path, JsonObject map) {
    if (map.text("keyType").filter("string"::equals).isEmpty()) {
      throw unsupported(path, "is a map with keys of type " + map.members().get("keyType"));
    }
    if (!map.isTrue("valueContainsNull")) {
      throw unsupported(path, "is a map whose values cannot be null");
    }
    return new MapType(type(path + ".value", map.members().get("valueType")));
  }

  private static FieldType primitive(String path, String name) {
    for (PrimitiveType type : PrimitiveType.values()) {
      if (type.toString().equals(name)) {
        return type;
      }
    }
    Matcher decimal = DECIMAL.matcher(name.equals("decimal") ? "decimal(10,0)" : name);
    if (decimal.matches()) {
      return new DecimalType(
          Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    throw unsupported(path, "is of type " + name);
  }

  private static SluiceException unsupported(String path, String reason) {
    return new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot use column '" + path + "' of the table: it " + reason,
        "Sluice writes string, long, double, boolean, timestamp, date, binary, decimal, struct,"
            + " array and map<string,...> columns; write to another table");
  }

  private static SluiceException damaged(Exception cause) {
    return damaged("the log holds something else in its place", cause);
  }

  private static SluiceException damaged(String reason, Exception cause) {
    return new SluiceException(
        ErrorCode.STORAGE,
        "Cannot read the table's schema: " + reason,
        "Restore the table's _delta_log from a backup",
        cause);
  }
}
