package io.sluice.ports.fake;

import static io.sluice.ports.contract.Committables.DEFINITION;
import static io.sluice.ports.contract.Committables.beginning;
import static io.sluice.ports.contract.Committables.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.commit.Committable;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.contract.TableLogContract;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class InMemoryTableLogTest extends TableLogContract {
  private final InMemoryTable table = new InMemoryTable();

  @Override
  protected TableLog newWriter(CommitFault... faults) {
    Queue<CommitFault> queue = new ArrayDeque<>(List.of(faults));
    return new InMemoryTableLog(
        table, () -> Optional.ofNullable(queue.poll()).orElse(CommitFault.NONE));
  }

  @Override
  protected void raiseProtocol(TableVersion after) {
    table.appendForeign(Map.of(), Optional.empty(), Optional.of("protocol (3,7)"));
  }

  @Test
  void shouldLetLateEntryLandOnlyWhereItsPlaceIsFree() {
    // Given
    create(beginning(0, 0));
    TableVersion base = new TableVersion(0);
    Committable first = rows(0, 0, 1);
    TableLog slow = writer(CommitFault.LANDS_LATE);
    TableLog other = writer(CommitFault.LANDS_LATE);
    slow.tryCommit(base, first, Optional.empty());
    other.tryCommit(base, rows(0, 0, 2), Optional.empty());

    // When
    table.landLateOnes();

    // Then
    assertThat(table.committables()).hasSize(2).last().isEqualTo(first);
    CommitOutcome repeated = slow.tryCommit(base, first, Optional.empty());
    assertThat(changes(repeated)).singleElement().matches(entry -> entry.is(first.id()));
    assertThat(table.view().definition()).contains(DEFINITION);
  }
}
