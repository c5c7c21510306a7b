package io.sluice.ports.simulation;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.commit.CommitDecision;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.CommitRule;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.PartitionValues;
import io.sluice.ports.fake.InMemoryDataFiles;
import io.sluice.ports.out.DataFileWriter;
import io.sluice.ports.out.DeadLetterSink;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.TableLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one mechanism out, in the wiring between a pipeline and what it talks to. With nothing to
 * take out, everything is handed on as it is.
 */
final class Sabotage {
  private static final int LATER_MILLIS = 400;

  private final World world;
  private final Optional<Mechanism> without;

  Sabotage(World world, Optional<Mechanism> without) {
    this.world = world;
    this.without = without;
  }

  private boolean lacks(Mechanism mechanism) {
    return without.isPresent() && without.get() == mechanism;
  }

  boolean leavesCreateExclusive() {
    return !lacks(Mechanism.EXCLUSIVE_CREATE);
  }

  CommitRule rule(CommitRule rules) {
    if (!lacks(Mechanism.FENCING)) {
      return rules;
    }
    return (view, committable) -> {
      CommitDecision decision = rules.decide(view, committable);
      return decision instanceof CommitDecision.Fenced
          ? new CommitDecision.Attempt(Optional.empty(), List.of())
          : decision;
    };
  }

  TableLog log(TableLog log) {
    if (lacks(Mechanism.REREAD_BEFORE_ATTEMPT)) {
      return new CarelessLog(log, true, false);
    }
    return lacks(Mechanism.REREAD_AFTER_UNKNOWN) ? new CarelessLog(log, false, true) : log;
  }

  DataFileWriter files(SimulatedProcess process, DataFileWriter files) {
    return lacks(Mechanism.DURABLE_DATA_FILES) ? new LaterFiles(process, files) : files;
  }

  DeadLetterSink deadLetters(SimulatedProcess process, DeadLetterSink sink) {
    if (!lacks(Mechanism.DURABLE_DEAD_LETTERS)) {
      return sink;
    }
    return (id, letters) -> {
      later(process, () -> sink.store(id, letters));
      return world.scenario.deadLetterTopic()
          ? Optional.empty()
          : Optional.of(SimulatedDeadLetters.path(id));
    };
  }

  RecordSource source(RecordSource source, SimulatedGroup group) {
    if (lacks(Mechanism.DROP_ON_REVOKE)) {
      return new Altered(source) {
        @Override
        public void subscribe(AssignmentListener listener) {
          super.subscribe(new Deaf(listener));
        }
      };
    }
    if (lacks(Mechanism.SEEK_TO_TABLE)) {
      return new Altered(source) {
        @Override
        public void seek(SourcePartition partition, long offset) {
          super.seek(partition, group.stored(partition));
        }
      };
    }
    return source;
  }

  /** Does something a little later, unless the process has died by then. */
  private void later(SimulatedProcess process, Storing storing) {
    world.afterMillis(
        LATER_MILLIS,
        () -> {
          if (!process.isKilled()) {
            world.scheduler.spawn(process, () -> storing.runUnchecked());
          }
        });
  }

  /** What may fail, and then is simply not done. */
  private interface Storing {
    Object run() throws IOException;

    default void runUnchecked() {
      try {
        run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Says that files are written before they are. */
  private final class LaterFiles implements DataFileWriter {
    private final SimulatedProcess process;
    private final DataFileWriter files;

    private LaterFiles(SimulatedProcess process, DataFileWriter files) {
      this.process = process;
      this.files = files;
    }

    @Override
    public List<DataFile> write(
        ColumnBatch rows, CommitIdentity id, int lane, List<String> partitionBy) {
      later(process, () -> files.write(rows, id, lane, partitionBy));
      return List.of(
          new DataFile(
              InMemoryDataFiles.path(id, lane),
              rows.bytes(),
              0,
              rows.rows(),
              PartitionValues.NONE,
              List.of()));
    }

    @Override
    public void requireSplittable(TableSchema schema, List<String> partitionBy) {
      files.requireSplittable(schema, partitionBy);
    }
  }

  /** Hears of partitions that come, not of those that go. */
  private record Deaf(RecordSource.AssignmentListener listener)
      implements RecordSource.AssignmentListener {
    @Override
    public void assigned(Set<SourcePartition> partitions) {
      listener.assigned(partitions);
    }

    @Override
    public void revoked(Set<SourcePartition> partitions) {
      // does not hear
    }

    @Override
    public void lost(Set<SourcePartition> partitions) {
      // does not hear
    }
  }

  /** Hands everything on, except for what a subclass changes. */
  private static class Altered implements RecordSource {
    private final RecordSource source;

    private Altered(RecordSource source) {
      this.source = source;
    }

    @Override
    public void subscribe(AssignmentListener listener) {
      source.subscribe(listener);
    }

    @Override
    public List<RecordBatch> poll(Duration atMost) {
      return source.poll(atMost);
    }

    @Override
    public void seek(SourcePartition partition, long offset) {
      source.seek(partition, offset);
    }

    @Override
    public void pause(Collection<SourcePartition> partitions) {
      source.pause(partitions);
    }

    @Override
    public void resume(Collection<SourcePartition> partitions) {
      source.resume(partitions);
    }

    @Override
    public Map<SourcePartition, Long> ends() {
      return source.ends();
    }

    @Override
    public Optional<String> trouble() {
      return source.trouble();
    }

    @Override
    public void advise(Map<SourcePartition, Long> offsets) {
      source.advise(offsets);
    }

    @Override
    public void wakeUp() {
      source.wakeUp();
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
