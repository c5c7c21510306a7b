package io.sluice.kafka.decode;

import io.sluice.domain.column.BooleanVector;
import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.column.DoubleVector;
import io.sluice.domain.column.ListVector;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.column.MapVector;
import io.sluice.domain.column.StructVector;
import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ties decoders to the vectors of a schema, once for many records. */
final class DecoderTree {
  private final Map<String, TimestampUnit> units;
  private final UnknownMembers unknown;
  private final Utf8Text text = new Utf8Text();

  DecoderTree(Map<String, TimestampUnit> units, UnknownMembers unknown) {
    this.units = units;
    this.unknown = unknown;
  }

  /** The decoder of a record's columns, except those that no event can set. */
  ObjectDecoder columns(ColumnBatchBuilder builder) {
    List<ObjectDecoder.Member> members = new ArrayList<>();
    List<Field> fields = builder.schema().fields();
    for (int i = 0; i < fields.size(); i++) {
      if (!KafkaColumns.isReserved(fields.get(i).name())) {
        members.add(member("", fields.get(i), builder.column(i)));
      }
    }
    return new ObjectDecoder("", members, unknown);
  }

  private ObjectDecoder.Member member(String parent, Field field, ColumnVector vector) {
    ValueDecoder decoder = value(FieldPath.join(parent, field.name()), field.type(), vector);
    return new ObjectDecoder.Member(field.name(), decoder, !field.nullable());
  }

  private ValueDecoder value(String path, FieldType type, ColumnVector vector) {
    if (vector instanceof StructVector struct) {
      return struct(path, struct);
    }
    if (vector instanceof ListVector list) {
      ListType listType = (ListType) type;
      ValueDecoder elements =
          value(FieldPath.join(path, FieldPath.ELEMENT), listType.element(), list.elements());
      return new ListDecoder(path, listType, list, elements);
    }
    if (vector instanceof MapVector map) {
      MapType mapType = (MapType) type;
      ValueDecoder values =
          value(FieldPath.join(path, FieldPath.VALUE), mapType.value(), map.values());
      return new MapDecoder(path, mapType, map, values, text);
    }
    return type instanceof DecimalType decimal
        ? new DecimalDecoder(path, decimal, vector, text)
        : scalar(path, (PrimitiveType) type, vector);
  }

  private StructDecoder struct(String path, StructVector vector) {
    List<ObjectDecoder.Member> members = new ArrayList<>();
    List<Field> fields = vector.type().fields();
    for (int i = 0; i < fields.size(); i++) {
      members.add(member(path, fields.get(i), vector.child(i)));
    }
    return new StructDecoder(path, vector, new ObjectDecoder(path, members, unknown));
  }

  private ValueDecoder scalar(String path, PrimitiveType type, ColumnVector vector) {
    return switch (type) {
      case STRING -> new ScalarDecoders.Strings(path, (BytesVector) vector, text);
      case LONG -> new ScalarDecoders.Longs(path, (LongVector) vector);
      case DOUBLE -> new ScalarDecoders.Doubles(path, (DoubleVector) vector);
      case BOOLEAN -> new ScalarDecoders.Booleans(path, (BooleanVector) vector);
      case TIMESTAMP -> timestamp(path, (LongVector) vector);
      case DATE -> new ScalarDecoders.Dates(path, (LongVector) vector, text);
      case BINARY -> new ScalarDecoders.Binaries(path, (BytesVector) vector, text);
    };
  }

  private ValueDecoder timestamp(String path, LongVector vector) {
    TimestampUnit unit = units.get(path);
    return unit == null
        ? new ScalarDecoders.Timestamps(path, vector, text)
        : new ScalarDecoders.EpochTimestamps(path, vector, text, unit);
  }
}
