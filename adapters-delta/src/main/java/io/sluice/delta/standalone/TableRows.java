package io.sluice.delta.standalone;

import io.delta.standalone.actions.AddFile;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads data files one after the other; partition columns come from the log. */
final class TableRows implements TableReader.Rows {
  private final StandaloneTable table;
  private final DataFiles files;
  private final List<Field> columns;
  private AddFile file;
  private Location location;
  private ParquetRows rows;
  private List<Object> next;

  /** Closes the table when it is closed. */
  TableRows(StandaloneTable table, DataFiles files, List<Field> columns) {
    this.table = table;
    this.files = files;
    this.columns = List.copyOf(columns);
  }

  @Override
  public List<String> columns() {
    return columns.stream().map(Field::name).toList();
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null) {
        if (rows == null && !nextFile()) {
          return false;
        }
        next = rows.next();
        if (next == null) {
          rows.close();
          rows = null;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SluiceException e) {
      throw e;
    } catch (RuntimeException e) {
      throw StandaloneFailures.damagedFile(location, e);
    }
  }

  @Override
  public List<Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    List<Object> row = new ArrayList<>(columns.size());
    int stored = 0;
    for (Field column : columns) {
      if (isPartition(column)) {
        row.add(partitionValue(column));
      } else {
        row.add(next.get(stored++));
      }
    }
    next = null;
    return row;
  }

  private boolean nextFile() throws IOException {
    Optional<AddFile> found = files.next();
    if (found.isEmpty()) {
      return false;
    }
    file = found.get();
    location = files.locate(file);
    List<Field> stored = columns.stream().filter(column -> !isPartition(column)).toList();
    rows = new ParquetRows(StoredParquet.open(table.backend().objects(), location), stored);
    return true;
  }

  private Object partitionValue(Field column) {
    try {
      return PartitionText.value(file.getPartitionValues().get(column.name()), column.type());
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw StandaloneFailures.damagedPartition(table.location(), file.getPath(), column, e);
    }
  }

  private boolean isPartition(Field column) {
    return file.getPartitionValues().containsKey(column.name());
  }

  @Override
  public void close() throws IOException {
    try (table;
        files) {
      if (rows != null) {
        rows.close();
        rows = null;
      }
    }
  }
}
