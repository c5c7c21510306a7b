package io.sluice.ports.application;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.DataFileWriter;

/** Checks that a table can be partitioned as configured. */
final class PartitionColumns {
  private PartitionColumns() {}

  /**
   * @throws SluiceException when the schema lacks a column that the data files are to be split by
   */
  static void require(PipelineSettings.Table table, TableSchema schema, DataFileWriter writer) {
    for (String column : table.partitionBy()) {
      if (schema.indexOf(column) < 0) {
        throw new SluiceException(
            ErrorCode.CONFIGURATION,
            "Cannot partition table "
                + table.name()
                + " by "
                + column
                + ": there is no such column",
            "the columns are " + schema.fields().stream().map(field -> field.name()).toList());
      }
    }
    if (!table.partitionBy().isEmpty() && table.partitionBy().size() == schema.fields().size()) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot partition table " + table.name() + " by all of its columns",
          "leave one column at least out of sluice.table.partition-by");
    }
    writer.requireSplittable(schema, table.partitionBy());
  }
}
