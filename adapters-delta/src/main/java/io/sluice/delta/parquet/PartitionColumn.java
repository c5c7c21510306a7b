package io.sluice.delta.parquet;

import io.sluice.domain.column.BooleanVector;
import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.schema.PrimitiveType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** A partition column's values: compared in place, turned into text once per partition. */
sealed interface PartitionColumn {
  static PartitionColumn of(PrimitiveType type, ColumnVector values) {
    return switch (type) {
      case STRING -> new Texts((BytesVector) values);
      case LONG -> new Numbers((LongVector) values);
      case DATE -> new Days((LongVector) values);
      case BOOLEAN -> new Truths((BooleanVector) values);
      case DOUBLE, TIMESTAMP, BINARY ->
          throw new IllegalArgumentException(type + " is no type to partition by");
    };
  }

  /** Whether the row is in the partition of null. */
  boolean isAbsent(int row);

  /** A hash of the row's value, which is not absent. */
  int hash(int row);

  /** Whether two rows, neither absent, have the same value. */
  boolean same(int row, int other);

  /** The row's value, which is not absent, in the form of the Delta protocol. */
  String text(int row);

  /** Text; the protocol has no empty one, it is the same as null. */
  record Texts(BytesVector values) implements PartitionColumn {
    @Override
    public boolean isAbsent(int row) {
      return values.length(row) == 0;
    }

    @Override
    public int hash(int row) {
      byte[] arena = values.arena();
      int end = values.start(row) + values.length(row);
      int hash = 1;
      for (int i = values.start(row); i < end; i++) {
        hash = 31 * hash + arena[i];
      }
      return hash;
    }

    @Override
    public boolean same(int row, int other) {
      int start = values.start(row);
      int otherStart = values.start(other);
      return Arrays.equals(
          values.arena(),
          start,
          start + values.length(row),
          values.arena(),
          otherStart,
          otherStart + values.length(other));
    }

    @Override
    public String text(int row) {
      return new String(
          values.arena(), values.start(row), values.length(row), StandardCharsets.UTF_8);
    }
  }

  /** Decimal digits. */
  record Numbers(LongVector values) implements PartitionColumn {
    @Override
    public boolean isAbsent(int row) {
      return values.isNull(row);
    }

    @Override
    public int hash(int row) {
      return Long.hashCode(values.get(row));
    }

    @Override
    public boolean same(int row, int other) {
      return values.get(row) == values.get(other);
    }

    @Override
    public String text(int row) {
      return Long.toString(values.get(row));
    }
  }

  /** {@code yyyy-MM-dd}. */
  record Days(LongVector values) implements PartitionColumn {
    @Override
    public boolean isAbsent(int row) {
      return values.isNull(row);
    }

    @Override
    public int hash(int row) {
      return Long.hashCode(values.get(row));
    }

    @Override
    public boolean same(int row, int other) {
      return values.get(row) == values.get(other);
    }

    @Override
    public String text(int row) {
      return LocalDate.ofEpochDay(values.get(row)).toString();
    }
  }

  /** {@code true} or {@code false}. */
  record Truths(BooleanVector values) implements PartitionColumn {
    @Override
    public boolean isAbsent(int row) {
      return values.isNull(row);
    }

    @Override
    public int hash(int row) {
      return Boolean.hashCode(values.get(row));
    }

    @Override
    public boolean same(int row, int other) {
      return values.get(row) == values.get(other);
    }

    @Override
    public String text(int row) {
      return Boolean.toString(values.get(row));
    }
  }
}
