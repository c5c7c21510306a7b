package io.sluice.ports.application;

import io.sluice.domain.commit.TableView;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.SchemaEvolution;
import io.sluice.domain.schema.SchemaMerge;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.TableDefinition;
import io.sluice.ports.out.DataFileWriter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;

/** The first look at the table: what is found there has to fit what is configured. */
final class TableOpening {
  private final PipelineSettings.Table settings;
  private final SchemaTracker schema;
  private final DataFileWriter writer;

  TableOpening(PipelineSettings.Table settings, SchemaTracker schema, DataFileWriter writer) {
    this.settings = settings;
    this.schema = schema;
    this.writer = writer;
  }

  /**
   * Reads the table and settles the schema, as far as it can be known before there is data.
   *
   * @throws SluiceException when the table cannot be read, or not be written as configured
   */
  TableView open(CommitLoop commits) {
    TableView view = read(commits);
    if (view.unsupportedProtocol().isPresent()) {
      throw CommitLane.unwritable(settings.name(), view.unsupportedProtocol().get());
    }
    Optional<TableSchema> known = view.definition().map(this::existing).or(settings::declared);
    known.ifPresent(
        found -> {
          PartitionColumns.require(settings, found, writer);
          schema.replace(found);
        });
    return view;
  }

  private TableView read(CommitLoop commits) {
    try {
      return commits.open();
    } catch (AccessDeniedException e) {
      throw new SluiceException(
          ErrorCode.PERMISSION,
          "Cannot read table " + settings.name() + ": access denied to " + e.getMessage(),
          "give this user read and write access to the table's location",
          e);
    } catch (IOException e) {
      throw new SluiceException(
          ErrorCode.STORAGE,
          "Cannot read table " + settings.name() + ": " + e.getMessage(),
          "check sluice.table.location and sluice.storage",
          e);
    }
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
