package io.sluice.delta.parquet;

import io.sluice.domain.schema.DecimalType;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.table.StatisticValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * What a column's values lie between, in the form of a Delta log. Empty where there is no value,
 * for types that Delta keeps no bounds of (boolean, binary, lists, maps), and where a bound cannot
 * be written.
 */
record Bounds(Optional<StatisticValue> min, Optional<StatisticValue> max) {
  static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

  /**
   * Bounds from what Parquet has of the column.
   *
   * @param found of a leaf column of that type, of the whole file
   */
  static Bounds of(FieldType type, Statistics<?> found) {
    if (!found.hasNonNullValue()) {
      return NONE;
    }
    if (type instanceof DecimalType decimal) {
      return of(
          new StatisticValue.Exact(
              new BigDecimal(unscaled(found.genericGetMin()), decimal.scale())),
          new StatisticValue.Exact(
              new BigDecimal(unscaled(found.genericGetMax()), decimal.scale())));
    }
    return switch ((PrimitiveType) type) {
      case LONG ->
          of(
              new StatisticValue.Whole(number(found.genericGetMin())),
              new StatisticValue.Whole(number(found.genericGetMax())));
      case TIMESTAMP ->
          ofTexts(
              BoundText.instantNotAfter(number(found.genericGetMin())),
              BoundText.instantNotBefore(number(found.genericGetMax())));
      case DATE ->
          ofTexts(
              BoundText.day(number(found.genericGetMin())),
              BoundText.day(number(found.genericGetMax())));
      case DOUBLE -> ofDoubles((DoubleStatistics) found);
      case STRING ->
          ofTexts(
              Optional.of(BoundText.notAfter(text(found.genericGetMin()))),
              BoundText.notBefore(text(found.genericGetMax())));
      case BOOLEAN, BINARY -> NONE;
    };
  }

  private static Bounds ofDoubles(DoubleStatistics found) {
    // Readers differ in whether the two zeros are equal; these bounds hold either way.
    return of(
        new StatisticValue.Real(found.getMin() == 0 ? -0.0 : found.getMin()),
        new StatisticValue.Real(found.getMax() == 0 ? 0.0 : found.getMax()));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static BigInteger unscaled(Object value) {
    return value instanceof Binary bytes
        ? new BigInteger(bytes.getBytes())
        : BigInteger.valueOf(number(value));
  }

  private static String text(Object value) {
    return ((Binary) value).toStringUsingUTF8();
  }

  private static Bounds of(StatisticValue min, StatisticValue max) {
    return new Bounds(Optional.of(min), Optional.of(max));
  }

  private static Bounds ofTexts(Optional<String> min, Optional<String> max) {
    return new Bounds(min.map(StatisticValue.Text::new), max.map(StatisticValue.Text::new));
  }
}
