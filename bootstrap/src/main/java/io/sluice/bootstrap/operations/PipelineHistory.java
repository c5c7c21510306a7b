package io.sluice.bootstrap.operations;

import io.sluice.bootstrap.operations.Observed.ColumnAdded;
import io.sluice.bootstrap.operations.Observed.Entry;
import io.sluice.bootstrap.operations.Observed.Second;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.SchemaChange;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.PipelineEvents;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Remembers the last ten minutes of a pipeline, in memory and bounded, so that a page that is
 * opened or loaded anew has something to show.
 */
public final class PipelineHistory implements PipelineEvents {
  static final Duration KEPT = Duration.ofMinutes(10);

  /** The upper ends of the sizes that files are counted by; larger ones come last. */
  static final long[] FILE_SIZES = {64 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20, 256 << 20};

  private static final int MOST_COMMITS = 1_200;
  private static final int MOST_COLUMNS = 50;

  private final Clock clock;
  private final long startedAt;
  private final ProblemList problems = new ProblemList();
  private final Ring<Second> seconds = new Ring<>((int) KEPT.toSeconds());
  private final Ring<Entry> commits = new Ring<>(MOST_COMMITS);
  private final Ring<ColumnAdded> columnsAdded = new Ring<>(MOST_COLUMNS);
  private final Map<SourcePartition, Long> lag = new TreeMap<>();
  private final Map<DeadLetterReason, Long> deadLetters = new EnumMap<>(DeadLetterReason.class);
  private final long[] filesBySize = new long[FILE_SIZES.length + 1];
  private TableSchema schema = TableSchema.EMPTY;
  private long polledRecords;
  private long polledBytes;
  private long rows;
  private long commitCount;
  private long conflicts;
  private long files;
  private long fileBytes;
  private long discarded;
  private long skipped;
  private long polledBefore;
  private long rowsBefore;

  public PipelineHistory(Clock clock) {
    this.clock = clock;
    this.startedAt = now();
  }

  private long now() {
    return clock.now().toEpochMilli();
  }

  /** Closes a second: what came since the last call is its. */
  synchronized Second tick() {
    Second second =
        new Second(
            now(),
            polledRecords - polledBefore,
            rows - rowsBefore,
            lag.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(lag.values().stream().mapToLong(Long::longValue).sum()));
    polledBefore = polledRecords;
    rowsBefore = rows;
    seconds.add(second);
    long oldest = second.time() - KEPT.toMillis();
    commits.dropWhile(commit -> commit.time() < oldest);
    return second;
  }

  synchronized Observed observed() {
    return new Observed(
        new Observed.Totals(
            startedAt,
            polledRecords,
            polledBytes,
            rows,
            commitCount,
            conflicts,
            files,
            fileBytes,
            discarded,
            skipped),
        new TreeMap<>(lag),
        new EnumMap<>(deadLetters),
        filesBySize.clone(),
        schema,
        columnsAdded.items(),
        problems.items(),
        seconds.items(),
        commits.items());
  }

  @Override
  public void reading(SourcePartition partition, long offset) {
    // Its lag tells.
  }

  @Override
  public synchronized void polled(int records, long bytes) {
    polledRecords += records;
    polledBytes += bytes;
  }

  @Override
  public synchronized void behind(Map<SourcePartition, Long> offsets) {
    lag.clear();
    lag.putAll(offsets);
  }

  @Override
  public synchronized void committed(Commit commit) {
    CommitRecord record = commit.committable().record();
    long version = commit.version().number();
    commitCount++;
    conflicts += commit.conflicts();
    rows += record.rows();
    files += commit.committable().files().size();
    fileBytes += commit.committable().bytes();
    commit.committable().files().forEach(this::countSize);
    if (!commit.committable().schema().fields().isEmpty()) {
      schema = commit.committable().schema();
    }
    for (SchemaChange change : commit.changes()) {
      columnsAdded.add(new ColumnAdded(now(), version, change.path(), change.type().toString()));
    }
    commits.add(
        new Entry(
            now(),
            version,
            record.rows(),
            record.deadLetters(),
            commit.committable().files().size(),
            commit.committable().bytes(),
            commit.oldestReadAgo(),
            commit.took(),
            commit.conflicts(),
            commit.stages()));
  }

  private void countSize(DataFile file) {
    int size = 0;
    while (size < FILE_SIZES.length && file.sizeBytes() > FILE_SIZES[size]) {
      size++;
    }
    filesBySize[size]++;
  }

  @Override
  public synchronized void deadLettered(List<DeadLetter> letters) {
    for (DeadLetter letter : letters) {
      deadLetters.merge(letter.reason(), 1L, Long::sum);
    }
    problems.deadLettered(now(), letters);
  }

  @Override
  public synchronized void discarded(
      long records, Collection<SourcePartition> partitions, String reason) {
    discarded += records;
    problems.discarded(now(), records, reason);
  }

  @Override
  public synchronized void skipped(CommitRecord record) {
    for (PartitionCommit partition : record.partitions()) {
      skipped += partition.gaps().offsets();
      problems.skipped(now(), partition);
    }
  }

  @Override
  public synchronized void retrying(String what, int failures, Duration delay, Exception cause) {
    problems.failed(now(), what, failures, cause);
  }

  @Override
  public synchronized void recovered(String what) {
    problems.recovered(now(), what);
  }
}
