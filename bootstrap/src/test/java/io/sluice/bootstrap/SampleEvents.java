package io.sluice.bootstrap;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.SchemaChange;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.PipelineEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a pipeline may tell, for listeners' tests. */
public final class SampleEvents {
  public static final SourcePartition PARTITION =
      new SourcePartition("cluster", "flights", "topic-id", 0);
  private static final CommitIdentity ID =
      new CommitIdentity(UUID.fromString("00000000-0000-0000-0000-000000000001"));

  private SampleEvents() {}

  /** 10 rows and 2 dead letters of offsets [100, 112), in one file of 5,000 bytes. */
  public static PipelineEvents.Commit commit(long version) {
    return commit(version, 100, 112);
  }

  /** Offsets [from, to), of which two are dead letters and the rest rows. */
  public static PipelineEvents.Commit commit(long version, long from, long to) {
    long rows = to - from - 2;
    PartitionCommit partition =
        new PartitionCommit(PARTITION, false, new OffsetRange(from, to), rows, 2, Gaps.NONE);
    DataFile file = new DataFile("part-0.parquet", 5_000, 0, rows, PartitionValues.NONE, List.of());
    return new PipelineEvents.Commit(
        new TableVersion(version),
        new Committable(
            new CommitRecord(ID, "test", List.of(partition), Optional.empty()),
            List.of(file),
            TableSchema.EMPTY),
        Duration.ofMillis(20),
        3,
        List.of(new SchemaChange("delay", PrimitiveType.LONG)),
        Duration.ofSeconds(4),
        Map.of(
            PipelineEvents.Stage.COLLECT, Duration.ofSeconds(3),
            PipelineEvents.Stage.WRITE, Duration.ofMillis(980),
            PipelineEvents.Stage.APPEND, Duration.ofMillis(20)));
  }

  /** Passes over the lost offsets [5, 12). */
  public static CommitRecord skip() {
    return new CommitRecord(
        ID,
        "test",
        List.of(PartitionCommit.skipping(PARTITION, new OffsetRange(5, 12))),
        Optional.empty());
  }

  public static DeadLetter deadLetter(String payload) {
    return new DeadLetter(
        PARTITION,
        7,
        0,
        payload.getBytes(StandardCharsets.UTF_8),
        payload.getBytes(StandardCharsets.UTF_8),
        List.of(),
        DeadLetterReason.TYPE_MISMATCH,
        "delay: expected long");
  }
}
