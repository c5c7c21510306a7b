package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldNames;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.ObservedFields;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the fields of one record that a schema lacks, at any depth, and what the schema would be
 * with them. Nulls, empty lists and empty objects have no type and so make no field.
 */
final class NewFields implements JsonRecords.Members {
  private final TableSchema schema;
  private final Observation observation;
  private final Place record = new Place();

  NewFields(TableSchema schema, Map<String, TimestampUnit> units) {
    this.schema = schema;
    this.observation = new Observation(units);
  }

  @Override
  public void read(JsonParser parser) throws IOException, UnfitRecordException {
    members(parser, schema.fields(), record, "", 0);
    if (observation.tooDeep()) {
      throw new UnfitRecordException(
          DeadLetterReason.OUT_OF_RANGE,
          "a new field is nested deeper than " + Observation.MAX_DEPTH + " levels");
    }
  }

  /**
   * The schema with the record's new fields; equal to the schema where the record has none.
   *
   * @throws UnfitRecordException if a new field's name cannot be a column's
   */
  TableSchema wider() throws UnfitRecordException {
    return new TableSchema(widen("", schema.fields(), record));
  }

  private void members(JsonParser parser, List<Field> known, Place place, String path, int depth)
      throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      String memberPath = FieldPath.join(path, name);
      FieldType type = typeOf(name, known);
      if (type == null) {
        observation.value(parser, place.added.field(name), memberPath, depth + 1);
      } else {
        value(parser, type, place.inside(name), memberPath, depth + 1);
      }
    }
  }

  private static FieldType typeOf(String name, List<Field> known) {
    for (Field field : known) {
      if (field.name().equals(name)) {
        return field.type();
      }
    }
    return null;
  }

  private void value(JsonParser parser, FieldType type, Place place, String path, int depth)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (type instanceof StructType struct && token == JsonToken.START_OBJECT) {
      members(parser, struct.fields(), place, path, depth);
    } else if (type instanceof ListType list && token == JsonToken.START_ARRAY) {
      String element = FieldPath.join(path, FieldPath.ELEMENT);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        value(parser, list.element(), place.inside(FieldPath.ELEMENT), element, depth + 1);
      }
    } else if (type instanceof MapType map && token == JsonToken.START_OBJECT) {
      while (parser.nextFieldName() != null) {
        parser.nextToken();
        String value = FieldPath.join(path, FieldPath.VALUE);
        value(parser, map.value(), place.inside(FieldPath.VALUE), value, depth + 1);
      }
    } else {
      parser.skipChildren();
    }
  }

  private static List<Field> widen(String path, List<Field> known, Place place)
      throws UnfitRecordException {
    List<Field> fields = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Field field : known) {
      taken.add(FieldNames.canonical(field.name()));
      String inside = FieldPath.join(path, field.name());
      fields.add(field.withType(widen(inside, field.type(), place.inside(field.name()))));
    }
    Optional<String> unusable = place.added.unusableName();
    if (unusable.isPresent()) {
      throw unusable(FieldPath.join(path, unusable.get()));
    }
    for (Field added : place.added.typed()) {
      if (!taken.add(FieldNames.canonical(added.name()))) {
        throw unusable(FieldPath.join(path, added.name()));
      }
      fields.add(added);
    }
    return fields;
  }

  private static FieldType widen(String path, FieldType type, Place place)
      throws UnfitRecordException {
    if (type instanceof StructType struct) {
      return new StructType(widen(path, struct.fields(), place));
    }
    if (type instanceof ListType list) {
      String element = FieldPath.join(path, FieldPath.ELEMENT);
      return new ListType(widen(element, list.element(), place.inside(FieldPath.ELEMENT)));
    }
    if (type instanceof MapType map) {
      String value = FieldPath.join(path, FieldPath.VALUE);
      return new MapType(widen(value, map.value(), place.inside(FieldPath.VALUE)));
    }
    return type;
  }

  private static UnfitRecordException unusable(String path) {
    return UnfitRecordException.at(
        path,
        DeadLetterReason.UNUSABLE_FIELD_NAME,
        "a table cannot have the name, or has it in another case");
  }

  /** What is new at one place of the records, and at the places inside it. */
  private static final class Place {
    private final ObservedFields added = new ObservedFields();
    private final Map<String, Place> inside = new HashMap<>();

    private Place inside(String name) {
      return inside.computeIfAbsent(name, unseen -> new Place());
    }
  }
}
