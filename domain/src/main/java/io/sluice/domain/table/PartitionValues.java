package io.sluice.domain.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The partition columns' values that all rows of a data file share.
 *
 * @param columns names, in the table's order
 * @param values one per column in the text form of the Delta protocol, null for null
 */
public record PartitionValues(List<String> columns, List<String> values) {
  public static final PartitionValues NONE = new PartitionValues(List.of(), List.of());

  public PartitionValues {
    columns = List.copyOf(columns);
    values = Collections.unmodifiableList(new ArrayList<>(values));
    if (columns.size() != values.size()) {
      throw new IllegalArgumentException(
          columns.size() + " partition columns, " + values.size() + " values");
    }
  }
}
