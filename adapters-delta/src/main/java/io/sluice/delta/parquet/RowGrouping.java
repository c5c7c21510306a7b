package io.sluice.delta.parquet;

import java.util.Arrays;
import java.util.List;

/**
 * Rows by equal values in some columns. A hash table of row numbers with open addressing: no key
 * objects, nothing allocated per row.
 */
final class RowGrouping {
  private static final int EMPTY = -1;

  private final List<PartitionColumn> columns;
  private final int[] groupOf;
  private final int[] order;
  private int[] starts = new int[0];
  private int[] firstRows = new int[16];
  private int[] table;
  private int count;

  private RowGrouping(List<PartitionColumn> columns, int rows) {
    this.columns = columns;
    this.groupOf = new int[rows];
    this.order = new int[rows];
    this.table = emptyTable(64);
  }

  /** Groups rows 0 to before {@code rows}; they are all one group where there is no column. */
  static RowGrouping of(List<PartitionColumn> columns, int rows) {
    RowGrouping grouping = new RowGrouping(columns, rows);
    for (int row = 0; row < rows; row++) {
      grouping.groupOf[row] = grouping.groupFor(row);
    }
    grouping.sort();
    return grouping;
  }

  int count() {
    return count;
  }

  /** The group's rows in order; one at least. */
  int[] rows(int group) {
    return Arrays.copyOfRange(order, starts[group], starts[group + 1]);
  }

  /** Sorts the row numbers by group, by counting. */
  private void sort() {
    starts = new int[count + 1];
    for (int group : groupOf) {
      starts[group + 1]++;
    }
    for (int group = 0; group < count; group++) {
      starts[group + 1] += starts[group];
    }
    int[] next = starts.clone();
    for (int row = 0; row < groupOf.length; row++) {
      order[next[groupOf[row]]++] = row;
    }
  }

  private int groupFor(int row) {
    int slot = hash(row) & (table.length - 1);
    while (table[slot] != EMPTY) {
      if (same(row, firstRows[table[slot]])) {
        return table[slot];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (count == firstRows.length) {
      firstRows = Arrays.copyOf(firstRows, count * 2);
    }
    firstRows[count] = row;
    table[slot] = count;
    count++;
    if (count * 2 > table.length) {
      rehash();
    }
    return count - 1;
  }

  private void rehash() {
    table = emptyTable(table.length * 2);
    for (int group = 0; group < count; group++) {
      int slot = hash(firstRows[group]) & (table.length - 1);
      while (table[slot] != EMPTY) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = group;
    }
  }

  private int hash(int row) {
    int hash = 0;
    for (int i = 0; i < columns.size(); i++) {
      PartitionColumn column = columns.get(i);
      hash = 31 * hash + (column.isAbsent(row) ? 0 : column.hash(row));
    }
    // Spreads the high bits: dates and small numbers differ only in the low ones.
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }

  private boolean same(int row, int other) {
    for (int i = 0; i < columns.size(); i++) {
      PartitionColumn column = columns.get(i);
      boolean absent = column.isAbsent(row);
      if (absent != column.isAbsent(other) || (!absent && !column.same(row, other))) {
        return false;
      }
    }
    return true;
  }

  private static int[] emptyTable(int size) {
    int[] slots = new int[size];
    Arrays.fill(slots, EMPTY);
    return slots;
  }
}
