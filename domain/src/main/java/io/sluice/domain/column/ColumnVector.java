package io.sluice.domain.column;

import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.StructType;
import java.util.BitSet;

/**
 * The values of one column, or of a part of one, in row order. Which subclass holds a type is a
 * matter of its physical form: {@link LongVector} for long, timestamp (microseconds), date (days)
 * and decimals of up to 18 digits (unscaled); {@link BytesVector} for string (UTF-8), binary and
 * longer decimals (unscaled, big-endian two's complement).
 */
public abstract sealed class ColumnVector
    permits LongVector,
        DoubleVector,
        BooleanVector,
        BytesVector,
        StructVector,
        ListVector,
        MapVector {
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 16;

  private final BitSet nulls = new BitSet();
  private int size;

  /** An empty vector for values of the type. */
  public static ColumnVector of(FieldType type) {
    if (type instanceof StructType struct) {
      return new StructVector(struct);
    }
    if (type instanceof ListType list) {
      return new ListVector(list);
    }
    if (type instanceof MapType map) {
      return new MapVector(map);
    }
    if (type instanceof DecimalType decimal) {
      return decimal.precision() <= DecimalType.MAX_LONG_PRECISION
          ? new LongVector()
          : new BytesVector();
    }
    return switch ((PrimitiveType) type) {
      case STRING, BINARY -> new BytesVector();
      case LONG, TIMESTAMP, DATE -> new LongVector();
      case DOUBLE -> new DoubleVector();
      case BOOLEAN -> new BooleanVector();
    };
  }

  /** How many values there are, nulls included. */
  public final int size() {
    return size;
  }

  public final boolean isNull(int row) {
    return nulls.get(row);
  }

  public final boolean hasNulls() {
    return !nulls.isEmpty();
  }

  public final int nullCount() {
    return nulls.cardinality();
  }

  public final void appendNull() {
    appendAbsent();
    countedNull();
  }

  /** Appends nulls until there are {@code newSize} values. */
  public final void fill(int newSize) {
    while (size < newSize) {
      appendNull();
    }
  }

  /**
   * Forgets every value from {@code newSize} on, what is inside them included, and what was
   * appended to the inside of a nested value that was not ended yet.
   */
  public final void truncate(int newSize) {
    if (newSize <= size) {
      truncateValues(newSize);
      nulls.clear(newSize, size);
      size = newSize;
    }
  }

  /** A new vector of the values at the given rows, in that order; the first {@code count} count. */
  public abstract ColumnVector select(int[] rows, int count);

  /** The memory that the values take, in bytes, about. */
  public abstract long bytes();

  /** Makes the null's place in the value arrays, before it is counted. */
  abstract void appendAbsent();

  /** Forgets values; called before the size changes, never with a larger one. */
  abstract void truncateValues(int newSize);

  /**
   * How long an array is to be after one of that length: by half, so that a third is unused at
   * most.
   */
  static int grown(int length) {
    return (int) Math.min(LONGEST_ARRAY, length + length / 2L + 1);
  }

  /** Counts one value that a subclass has stored. */
  final void counted() {
    size++;
  }

  /** Counts one null whose place in the value arrays a subclass has made already. */
  final void countedNull() {
    nulls.set(size);
    size++;
  }
}
