package io.sluice.delta.parquet;

import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.column.DoubleVector;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.table.StatisticValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a column's values lie between, in the form of a Delta log. Empty where there is no value,
 * for types that Delta keeps no bounds of (boolean, binary, lists, maps), and where a bound cannot
 * be written.
 */
record Bounds(Optional<StatisticValue> min, Optional<StatisticValue> max) {
  private static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

  static Bounds of(FieldType type, ColumnVector values) {
    if (values.nullCount() == values.size() || type.isNested()) {
      return NONE;
    }
    if (type instanceof DecimalType decimal) {
      return values instanceof LongVector longs
          ? ofLongs(longs, decimal)
          : ofDecimals((BytesVector) values, decimal);
    }
    return switch ((PrimitiveType) type) {
      case LONG, TIMESTAMP, DATE -> ofLongs((LongVector) values, type);
      case DOUBLE -> ofDoubles((DoubleVector) values);
      case STRING -> ofTexts((BytesVector) values);
      case BOOLEAN, BINARY -> NONE;
    };
  }

  private static Bounds ofLongs(LongVector values, FieldType type) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int row = 0; row < values.size(); row++) {
      if (!values.isNull(row)) {
        min = Math.min(min, values.get(row));
        max = Math.max(max, values.get(row));
      }
    }
    if (type instanceof DecimalType decimal) {
      return of(
          new StatisticValue.Exact(BigDecimal.valueOf(min, decimal.scale())),
          new StatisticValue.Exact(BigDecimal.valueOf(max, decimal.scale())));
    }
    if (type == PrimitiveType.TIMESTAMP) {
      return ofTexts(BoundText.instantNotAfter(min), BoundText.instantNotBefore(max));
    }
    if (type == PrimitiveType.DATE) {
      return ofTexts(BoundText.day(min), BoundText.day(max));
    }
    return of(new StatisticValue.Whole(min), new StatisticValue.Whole(max));
  }

  private static Bounds ofDoubles(DoubleVector values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < values.size(); row++) {
      if (!values.isNull(row)) {
        min = Math.min(min, values.get(row));
        max = Math.max(max, values.get(row));
      }
    }
    // Readers differ in whether the two zeros are equal; these bounds hold either way.
    return of(
        new StatisticValue.Real(min == 0 ? -0.0 : min),
        new StatisticValue.Real(max == 0 ? 0.0 : max));
  }

  private static Bounds ofDecimals(BytesVector values, DecimalType type) {
    byte[] value = new byte[ParquetSchema.decimalBytes(type.precision())];
    byte[] min = value.clone();
    byte[] max = value.clone();
    boolean first = true;
    for (int row = 0; row < values.size(); row++) {
      if (!values.isNull(row)) {
        TwosComplement.extend(values.arena(), values.start(row), values.length(row), value);
        if (first || TwosComplement.compare(value, min) < 0) {
          System.arraycopy(value, 0, min, 0, value.length);
        }
        if (first || TwosComplement.compare(value, max) > 0) {
          System.arraycopy(value, 0, max, 0, value.length);
        }
        first = false;
      }
    }
    return of(
        new StatisticValue.Exact(new BigDecimal(new BigInteger(min), type.scale())),
        new StatisticValue.Exact(new BigDecimal(new BigInteger(max), type.scale())));
  }

  private static Bounds ofTexts(BytesVector values) {
    TextRange range = new TextRange(values);
    for (int row = 0; row < values.size(); row++) {
      if (!values.isNull(row)) {
        range.add(row);
      }
    }
    return ofTexts(
        Optional.of(BoundText.notAfter(text(values, range.min()))),
        BoundText.notBefore(text(values, range.max())));
  }

  private static String text(BytesVector values, int row) {
    return new String(
        values.arena(), values.start(row), values.length(row), StandardCharsets.UTF_8);
  }

  private static Bounds of(StatisticValue min, StatisticValue max) {
    return new Bounds(Optional.of(min), Optional.of(max));
  }

  private static Bounds ofTexts(Optional<String> min, Optional<String> max) {
    return new Bounds(min.map(StatisticValue.Text::new), max.map(StatisticValue.Text::new));
  }
}
