package io.sluice.ports.application;

import io.sluice.domain.commit.TableView;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.SchemaEvolution;
import io.sluice.domain.schema.SchemaMerge;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.TableDefinition;
import io.sluice.ports.out.DataFileWriter;
import java.util.Optional;

/** Whether a table can be written as configured, as far as that is known before there is data. */
public final class TableFit {
  private final PipelineSettings.Table settings;
  private final DataFileWriter writer;

  public TableFit(PipelineSettings.Table settings, DataFileWriter writer) {
    this.settings = settings;
    this.writer = writer;
  }

  /**
   * Holds a table, or the place where one will be, against the settings.
   *
   * @return the columns of both; empty where neither has any yet
   * @throws SluiceException {@code CONFIGURATION} when the table cannot be written as configured
   */
  public Optional<TableSchema> require(TableView view) {
    if (view.unsupportedProtocol().isPresent()) {
      throw unwritable(settings.name(), view.unsupportedProtocol().get());
    }
    Optional<TableSchema> known = view.definition().map(this::existing).or(settings::declared);
    known.ifPresent(this::requirePartitionable);
    return known;
  }

  /**
   * Looks for the columns that the data files are to be split by.
   *
   * @throws SluiceException {@code CONFIGURATION} when one is missing, cannot be a folder's name,
   *     or nothing would be left in the files
   */
  void requirePartitionable(TableSchema schema) {
    for (String column : settings.partitionBy()) {
      if (schema.indexOf(column) < 0) {
        throw new SluiceException(
            ErrorCode.CONFIGURATION,
            "Cannot partition table "
                + settings.name()
                + " by "
                + column
                + ": there is no such column",
            "the columns are " + schema.fields().stream().map(field -> field.name()).toList());
      }
    }
    if (!settings.partitionBy().isEmpty()
        && settings.partitionBy().size() == schema.fields().size()) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot partition table " + settings.name() + " by all of its columns",
          "leave one column at least out of sluice.table.partition-by");
    }
    writer.requireSplittable(schema, settings.partitionBy());
  }

  /** What a table that Sluice cannot write stops the pipeline with. */
  static SluiceException unwritable(String table, String reason) {
    return new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot write table " + table + ": " + reason,
        "see docs/exactly-once.md for the tables that Sluice can write");
  }

  private TableSchema existing(TableDefinition table) {
    if (!table.partitionColumns().equals(settings.partitionBy())) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot write table "
              + settings.name()
              + ": it is partitioned by "
              + table.partitionColumns()
              + ", sluice.table.partition-by says "
              + settings.partitionBy(),
          "set sluice.table.partition-by = " + table.partitionColumns());
    }
    if (settings.declared().isEmpty()) {
      return table.schema();
    }
    SchemaMerge merge = SchemaEvolution.merge(table.schema(), settings.declared().get());
    if (merge instanceof SchemaMerge.Conflict conflict) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot write table "
              + settings.name()
              + ": column "
              + conflict.path()
              + ": "
              + conflict.reason().replace("the data", "sluice.schema"),
          "correct sluice.schema.columns, or leave it empty to take the table's columns");
    }
    return merge instanceof SchemaMerge.Extended extended ? extended.schema() : table.schema();
  }
}
