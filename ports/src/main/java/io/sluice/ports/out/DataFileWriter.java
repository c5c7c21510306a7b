package io.sluice.ports.out;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import java.io.IOException;
import java.util.List;

/** Writes rows into data files of the table. Safe for use by several threads. */
public interface DataFileWriter {
  /**
   * Writes the rows, one file per combination of partition values.
   *
   * <p>Guarantees: when it returns, the files are whole and durable, but not part of the table; a
   * call that failed may leave files behind that nothing refers to; a repeated call with the same
   * arguments overwrites them.
   *
   * @param rows one at least
   * @param id of the commit that the files are for; part of their names
   * @param lane tells files of one commit apart
   * @param partitionBy names of columns of the rows
   * @return one file at least, their rows adding up to those given
   * @throws IOException when the store fails; worth trying again
   */
  List<DataFile> write(ColumnBatch rows, CommitIdentity id, int lane, List<String> partitionBy)
      throws IOException;

  /**
   * Whether rows of the schema can be split by the columns.
   *
   * @throws io.sluice.domain.error.SluiceException {@code CONFIGURATION} naming the column that
   *     they cannot be split by
   */
  void requireSplittable(TableSchema schema, List<String> partitionBy);
}
