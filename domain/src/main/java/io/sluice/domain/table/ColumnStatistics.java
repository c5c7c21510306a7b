package io.sluice.domain.table;

import java.util.List;
import java.util.Optional;

/**
 * Statistics of one leaf column in one data file.
 *
 * @param path the names from the table down to the leaf
 * @param min a lower bound of the values, empty where there is none to give
 * @param max an upper bound of the values, empty where there is none to give
 * @param nullCount how many rows hold null there
 */
public record ColumnStatistics(
    List<String> path, Optional<StatisticValue> min, Optional<StatisticValue> max, long nullCount) {
  public ColumnStatistics {
    path = List.copyOf(path);
  }
}
