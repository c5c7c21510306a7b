package io.sluice.domain.commit;

import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import java.util.List;
import java.util.Objects;

/**
 * Everything that becomes one log entry: data and progress together.
 *
 * @param record what the entry says of itself
 * @param files the data files, written and durable
 * @param schema the columns of those files; without files, those of the table if it has to be
 *     created
 */
public record Committable(CommitRecord record, List<DataFile> files, TableSchema schema) {
  public Committable {
    Objects.requireNonNull(record, "record");
    files = List.copyOf(files);
    long rows = files.stream().mapToLong(DataFile::rows).sum();
    if (rows != record.rows()) {
      throw new IllegalArgumentException(
          "the files hold " + rows + " rows, the partitions count " + record.rows());
    }
  }

  public CommitIdentity id() {
    return record.id();
  }

  public long bytes() {
    return files.stream().mapToLong(DataFile::sizeBytes).sum();
  }
}
