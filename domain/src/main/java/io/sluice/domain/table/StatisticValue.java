package io.sluice.domain.table;

import java.math.BigDecimal;

/** A bound of a column's values in a data file, as the statistics of an add action write it. */
public sealed interface StatisticValue {
  /** A whole number. */
  record Whole(long value) implements StatisticValue {}

  /** A finite floating point number. */
  record Real(double value) implements StatisticValue {}

  /** A decimal number, exact. */
  record Exact(BigDecimal value) implements StatisticValue {}

  /** Text; dates and timestamps in the form of the Delta protocol. */
  record Text(String value) implements StatisticValue {}
}
