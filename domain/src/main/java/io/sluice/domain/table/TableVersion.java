package io.sluice.domain.table;

/**
 * The number of a log entry, and of the table as that entry leaves it.
 *
 * @param number 0 for the entry that creates the table, -1 where there is no table yet
 */
public record TableVersion(long number) implements Comparable<TableVersion> {
  /** Before the first entry. */
  public static final TableVersion NONE = new TableVersion(-1);

  public TableVersion {
    if (number < -1) {
      throw new IllegalArgumentException(number + " is no table version");
    }
  }

  public TableVersion next() {
    return new TableVersion(number + 1);
  }

  public boolean exists() {
    return number >= 0;
  }

  @Override
  public int compareTo(TableVersion other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
