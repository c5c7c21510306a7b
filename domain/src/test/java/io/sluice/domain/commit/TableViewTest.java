package io.sluice.domain.commit;

import static io.sluice.domain.commit.Commits.entry;
import static io.sluice.domain.commit.Commits.key;
import static io.sluice.domain.commit.Commits.partition;
import static io.sluice.domain.commit.Commits.record;
import static io.sluice.domain.commit.Commits.rows;
import static io.sluice.domain.commit.Commits.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableViewTest {
  private static final TableDefinition FIRST =
      new TableDefinition(schema("a long"), List.of(), Map.of());
  private static final TableDefinition SECOND =
      new TableDefinition(schema("a long", "b long"), List.of(), Map.of());

  @Test
  void shouldFollowTheLogEntryByEntry() {
    // When
    TableView view =
        TableView.ABSENT.with(
            List.of(
                foreign(0, Optional.of(FIRST), Optional.empty(), Map.of("spark", 3L)),
                entry(1, record(1, PartitionCommit.beginning(partition(0), 7))),
                foreign(2, Optional.of(SECOND), Optional.empty(), Map.of()),
                entry(3, record(2, rows(0, 7, 9)))));

    // Then
    assertThat(view)
        .isEqualTo(
            new TableView(
                new TableVersion(3),
                Optional.of(SECOND),
                new Progress(Map.of("spark", 3L, key(0).appId(), 9L)),
                Optional.empty()));
  }

  @Test
  void shouldKeepADefinitionUntilItChanges() {
    // Given
    TableView view =
        TableView.ABSENT.with(foreign(0, Optional.of(FIRST), Optional.empty(), Map.of()));

    // Then
    assertThat(view.with(entry(1, record(1, rows(0, 0, 1)))).definition()).contains(FIRST);
    assertThat(view.with(List.of())).isSameAs(view);
  }

  @Test
  void shouldStayUnwritableOnceItIs() {
    // When
    TableView view =
        TableView.ABSENT.with(
            List.of(
                foreign(0, Optional.of(FIRST), Optional.of("writer version 7"), Map.of()),
                foreign(1, Optional.empty(), Optional.empty(), Map.of())));

    // Then
    assertThat(view.unsupportedProtocol()).contains("writer version 7");
  }

  @Test
  void shouldRefuseEntriesThatDoNotFollow() {
    // Given
    TableView view =
        TableView.ABSENT.with(foreign(0, Optional.of(FIRST), Optional.empty(), Map.of()));

    // Then
    for (long wrong : new long[] {0, 2, 9}) {
      assertThatThrownBy(() -> view.with(entry(wrong, record(1, rows(0, 0, 1)))))
          .as("a skipped entry could hold the fence")
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldHaveADefinitionExactlyWhenItExists() {
    assertThatThrownBy(
            () ->
                new TableView(
                    new TableVersion(0), Optional.empty(), Progress.NONE, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new TableView(
                    TableVersion.NONE, Optional.of(FIRST), Progress.NONE, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TableView.ABSENT.with(entry(0, record(1, rows(0, 0, 1)))))
        .as("a first entry without a definition")
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LogEntry foreign(
      long version,
      Optional<TableDefinition> definition,
      Optional<String> unsupported,
      Map<String, Long> transactions) {
    return new LogEntry(
        new TableVersion(version),
        0,
        Optional.empty(),
        transactions,
        definition,
        unsupported,
        0,
        0,
        0);
  }
}
