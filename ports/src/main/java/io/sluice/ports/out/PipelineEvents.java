package io.sluice.ports.out;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.SchemaChange;
import io.sluice.domain.table.TableVersion;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a pipeline tells about itself, for logs and metrics. Called from several threads; must not
 * block and must not throw. Never on the path of a single record.
 */
public interface PipelineEvents {
  /** Partitions are read from these offsets on. */
  void reading(SourcePartition partition, long offset);

  /** Records came in. */
  void polled(int records, long bytes);

  /**
   * How far the table is behind, told about once a second for the partitions that are read here.
   * One that is missing is not read here any more, or its end is not known yet.
   *
   * @param offsets from what the table holds to the end of the partition
   */
  void behind(Map<SourcePartition, Long> offsets);

  /** An entry is in the log. */
  void committed(Commit commit);

  /**
   * What was read and not committed was dropped; it will be read again by whoever owns the
   * partitions.
   *
   * @param records how many
   * @param reason for a person to read
   */
  void discarded(long records, Collection<SourcePartition> partitions, String reason);

  /** Records could not become rows; they are stored as dead letters. */
  void deadLettered(List<DeadLetter> deadLetters);

  /** Records are gone; the pipeline went on without them, as configured. */
  void skipped(CommitRecord record);

  /** Something failed and is tried again. */
  void retrying(String what, int failures, Duration delay, Exception cause);

  /** It works again. */
  void recovered(String what);

  /**
   * A commit that landed.
   *
   * @param took from the first attempt to the answer
   * @param conflicts how often another entry was there first
   * @param changes columns that it added
   * @param oldestReadAgo from the first of its records being read to the answer
   * @param stages where that time went
   */
  record Commit(
      TableVersion version,
      Committable committable,
      Duration took,
      int conflicts,
      List<SchemaChange> changes,
      Duration oldestReadAgo,
      Map<Stage, Duration> stages) {
    public Commit {
      changes = List.copyOf(changes);
      stages = Map.copyOf(stages);
    }
  }

  /** What a commit's records go through, in this order. */
  enum Stage {
    /** From the first of them being read until it was time to flush. */
    COLLECT,
    /** Until the data files were written and durable. */
    WRITE,
    /** Until the commits before were answered. */
    QUEUE,
    /** Until the dead letters were stored. */
    DEAD_LETTERS,
    /** Until the log had the entry. */
    APPEND
  }
}
