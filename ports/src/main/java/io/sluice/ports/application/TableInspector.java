package io.sluice.ports.application;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.CompletenessCheck;
import io.sluice.domain.table.Location;
import io.sluice.ports.in.TableInspection;
import io.sluice.ports.out.TableReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks a table by reading its log from the oldest entry left, and looking for its files. */
public final class TableInspector implements TableInspection {
  private final TableReader reader;

  public TableInspector(TableReader reader) {
    this.reader = reader;
  }

  @Override
  public Verification verify(Location table) throws IOException {
    CompletenessCheck check = new CompletenessCheck();
    List<String> deadLetterObjects = new ArrayList<>();
    reader.history(
        table,
        entry -> {
          check.accept(entry);
          entry.record().flatMap(CommitRecord::deadLetterObject).ifPresent(deadLetterObjects::add);
        });
    return new Verification(check.report(), reader.missingFiles(table, deadLetterObjects));
  }
}
