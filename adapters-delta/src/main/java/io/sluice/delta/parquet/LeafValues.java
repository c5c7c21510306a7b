package io.sluice.delta.parquet;

import io.sluice.domain.column.BooleanVector;
import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.column.DoubleVector;
import io.sluice.domain.column.LongVector;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Gives the values of one leaf column to Parquet in their physical type. */
interface LeafValues {
  void write(ColumnWriter out, int index, int repetition, int definition);

  static LeafValues of(ColumnDescriptor column, ColumnVector values) {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> longs((LongVector) values);
      case INT32 -> ints((LongVector) values);
      case DOUBLE -> doubles((DoubleVector) values);
      case BOOLEAN -> booleans((BooleanVector) values);
      case BINARY -> bytes((BytesVector) values);
      case FIXED_LEN_BYTE_ARRAY ->
          decimals((BytesVector) values, column.getPrimitiveType().getTypeLength());
      case FLOAT, INT96 -> throw new IllegalArgumentException(column + " is never written");
    };
  }

  private static LeafValues longs(LongVector values) {
    return (out, index, repetition, definition) ->
        out.write(values.get(index), repetition, definition);
  }

  private static LeafValues ints(LongVector values) {
    return (out, index, repetition, definition) ->
        out.write(Math.toIntExact(values.get(index)), repetition, definition);
  }

  private static LeafValues doubles(DoubleVector values) {
    return (out, index, repetition, definition) ->
        out.write(values.get(index), repetition, definition);
  }

  private static LeafValues booleans(BooleanVector values) {
    return (out, index, repetition, definition) ->
        out.write(values.get(index), repetition, definition);
  }

  private static LeafValues bytes(BytesVector values) {
    byte[] arena = values.arena();
    // Dictionary and statistics keep what they are given; the arena does not change any more, so
    // they may keep slices of it: "constant" saves a copy of every distinct value.
    return (out, index, repetition, definition) ->
        out.write(
            Binary.fromConstantByteArray(arena, values.start(index), values.length(index)),
            repetition,
            definition);
  }

  private static LeafValues decimals(BytesVector values, int width) {
    byte[] arena = values.arena();
    byte[] scratch = new byte[width];
    // "Reused" makes whoever keeps the value copy it; the array behind it is filled anew each time.
    Binary value = Binary.fromReusedByteArray(scratch);
    return (out, index, repetition, definition) -> {
      TwosComplement.extend(arena, values.start(index), values.length(index), scratch);
      out.write(value, repetition, definition);
    };
  }
}
