package io.sluice.delta.standalone;

import static io.sluice.ports.contract.Committables.DEFINITION;
import static io.sluice.ports.contract.Committables.beginning;
import static io.sluice.ports.contract.Committables.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.delta.fixture.AtOnce;
import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.RawLog;
import io.sluice.delta.fixture.SystemTime;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.CommitOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When checkpoints are written, and that no commit depends on them. */
class CheckpointsTest {
  @TempDir private Path folder;
  private Location table;
  private RawLog raw;
  private int version = -1;

  @BeforeEach
  void locate() {
    table = Location.of(folder.resolve("flights"));
    raw = new RawLog(table);
  }

  @Test
  void shouldWriteTheCheckpointOfTheVersionThatWasDueWhileCommitsGoOn() throws IOException {
    Waiting executor = new Waiting();
    try (StandaloneTableLog log = log(executor, 0)) {
      // When
      commitUpTo(log, 25);

      // Then: one at a time, and no commit has waited for it
      assertThat(executor.waiting).hasSize(1);
      assertThat(checkpoint(10)).doesNotExist();
      executor.waiting.remove().run();
      assertThat(checkpoint(10)).exists();
      assertThat(checkpoint(20)).doesNotExist();

      // When
      commitUpTo(log, 30);

      // Then
      executor.waiting.remove().run();
      assertThat(checkpoint(30)).exists();
    }
  }

  @Test
  void shouldRestAfterACheckpoint() throws IOException {
    try (StandaloneTableLog log = log(new AtOnce(), 1_000_000)) {
      commitUpTo(log, 109);
      assertThat(checkpoint(10)).exists();
      assertThat(checkpoint(20)).doesNotExist();
      assertThat(checkpoint(100)).doesNotExist();

      // When: so many were left out that the next would have to read too much
      commitUpTo(log, 110);

      // Then
      assertThat(checkpoint(110)).exists();
    }
  }

  @Test
  void shouldCommitThoughCheckpointsFail() throws IOException {
    // Given: the pointer to the newest one cannot be written
    Files.createDirectories(raw.folder().resolve("_last_checkpoint/in the way"));

    // When
    try (StandaloneTableLog log = log(new AtOnce(), 0)) {
      commitUpTo(log, 21);
    }

    // Then: each was begun
    assertThat(checkpoint(10)).exists();
    assertThat(checkpoint(20)).exists();
    assertThat(raw.entry(21)).exists();
  }

  @Test
  void shouldFinishTheCheckpointThatIsBeingWrittenWhenClosed() throws IOException {
    try (StandaloneTableLog log =
        new StandaloneTableLog(new FolderBackend().everywhere(), table, new SystemTime())) {
      commitUpTo(log, 10);
    }
    assertThat(checkpoint(10)).exists();
  }

  private StandaloneTableLog log(ExecutorService executor, int restPerWork) {
    return new StandaloneTableLog(
        new FolderBackend().everywhere(),
        table,
        new SystemTime(),
        new CheckpointPace(executor, restPerWork));
  }

  private void commitUpTo(StandaloneTableLog log, int last) {
    for (; version < last; version++) {
      CommitOutcome outcome =
          version < 0
              ? log.tryCommit(TableVersion.NONE, beginning(0, 0), Optional.of(DEFINITION))
              : log.tryCommit(
                  new TableVersion(version), rows(0, version, version + 1), Optional.empty());
      assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
    }
  }

  private Path checkpoint(long number) {
    return raw.folder().resolve("%020d.checkpoint.parquet".formatted(number));
  }

  /** Keeps what it is given. */
  private static final class Waiting extends AtOnce {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable work) {
      waiting.add(work);
    }
  }
}
