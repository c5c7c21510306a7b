package io.sluice.domain.table;

import java.time.Instant;
import java.util.Objects;

/**
 * The rows of a table whose timestamp in one column is in a range.
 *
 * @param column a timestamp column of the table, not one of a struct's
 * @param from inclusive
 * @param to exclusive
 */
public record TimeRange(String column, Instant from, Instant to) {
  public TimeRange {
    Objects.requireNonNull(column, "column");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("the range from " + from + " to " + to + " is empty");
    }
  }

  /** Whether a value is in it. */
  public boolean contains(Instant value) {
    return !value.isBefore(from) && value.isBefore(to);
  }
}
