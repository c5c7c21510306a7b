package io.sluice.ports.application;

import io.sluice.domain.commit.TableView;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** The first look at the table: what is found there has to fit what is configured. */
final class TableOpening {
  private final String table;
  private final SchemaTracker schema;
  private final TableFit fit;

  TableOpening(String table, SchemaTracker schema, TableFit fit) {
    this.table = table;
    this.schema = schema;
    this.fit = fit;
  }

  /**
   * Reads the table and settles the schema, as far as it can be known before there is data.
   *
   * @throws SluiceException when the table cannot be read, or not be written as configured
   */
  TableView open(CommitLoop commits) {
    TableView view = read(commits);
    fit.require(view).ifPresent(schema::replace);
    return view;
  }

  private TableView read(CommitLoop commits) {
    try {
      return commits.open();
    } catch (AccessDeniedException e) {
      throw new SluiceException(
          ErrorCode.PERMISSION,
          "Cannot read table " + table + ": access denied to " + e.getMessage(),
          "give this user read and write access to the table's location",
          e);
    } catch (IOException e) {
      throw new SluiceException(
          ErrorCode.STORAGE,
          "Cannot read table " + table + ": " + e.getMessage(),
          "check sluice.table.location and sluice.storage",
          e);
    }
  }
}
