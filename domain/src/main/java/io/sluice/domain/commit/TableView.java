package io.sluice.domain.commit;

import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import java.util.List;
import java.util.Optional;

/**
 * What the commit rules know of one version of a table. It is read once and from then on carried
 * forward entry by entry.
 *
 * @param definition empty where there is no table yet
 * @param unsupportedProtocol why Sluice cannot write this version, if it cannot
 */
public record TableView(
    TableVersion version,
    Optional<TableDefinition> definition,
    Progress progress,
    Optional<String> unsupportedProtocol) {
  /** No table yet. */
  public static final TableView ABSENT =
      new TableView(TableVersion.NONE, Optional.empty(), Progress.NONE, Optional.empty());

  public TableView {
    if (version.exists() != definition.isPresent()) {
      throw new IllegalArgumentException(
          "version " + version + " without a definition, or reverse");
    }
  }

  /**
   * The view after one more entry.
   *
   * @throws IllegalArgumentException when the entry is not the next one
   */
  public TableView with(LogEntry entry) {
    if (!entry.version().equals(version.next())) {
      throw new IllegalArgumentException(
          "entry " + entry.version() + " does not follow version " + version);
    }
    return new TableView(
        entry.version(),
        entry.definition().or(() -> definition),
        progress.with(entry.transactions()),
        entry.unsupportedProtocol().or(() -> unsupportedProtocol));
  }

  public TableView with(List<LogEntry> entries) {
    TableView view = this;
    for (LogEntry entry : entries) {
      view = view.with(entry);
    }
    return view;
  }
}
