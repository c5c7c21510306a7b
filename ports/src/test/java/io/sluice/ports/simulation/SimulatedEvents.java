package io.sluice.ports.simulation;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.out.PipelineEvents;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What one process says about itself, held against the table at once. */
final class SimulatedEvents implements PipelineEvents {
  private final World world;
  private final SimulatedStore table;
  private final SimulatedProcess process;

  SimulatedEvents(World world, SimulatedStore table, SimulatedProcess process) {
    this.world = world;
    this.table = table;
    this.process = process;
  }

  @Override
  public void reading(SourcePartition partition, long offset) {
    // the source says so, too
  }

  @Override
  public void committed(Commit commit) {
    world.trace.say(process, "knows that version %s is its own", commit.version());
    world.reached.add(commit.conflicts() > 0 ? "committed after a conflict" : "committed");
    if (commit.committable().files().isEmpty()) {
      world.reached.add("committed without data files");
    }
    if (!commit.changes().isEmpty()) {
      world.reached.add("committed a new column");
    }
    List<LogEntry> entries = table.entries();
    int version = Math.toIntExact(commit.version().number());
    if (version >= entries.size() || !entries.get(version).is(commit.committable().id())) {
      world.violated(process + " takes version " + commit.version() + " for its own");
    }
  }

  @Override
  public void discarded(long records, Collection<SourcePartition> partitions, String reason) {
    reached(
        "dropped after ",
        reason,
        "lost ownership of [",
        "lost ownership of",
        "column",
        "offset",
        "partitions were revoked",
        "another writer began",
        "stopped");
    world.trace.say(
        process, "drops %s records of %s: %s", records, GroupMember.numbers(partitions), reason);
  }

  /** Keeps which of the beginnings the text has. */
  private void reached(String what, String text, String... beginnings) {
    for (String beginning : beginnings) {
      if (text.startsWith(beginning)) {
        world.reached.add(what + beginning);
        return;
      }
    }
  }

  @Override
  public void skipped(CommitRecord record) {
    world.reached.add("skipped a gap");
    world.trace.say(process, "goes on without records that are gone: %s", record.partitions());
  }

  @Override
  public void retrying(String what, int failures, Duration delay, Exception cause) {
    world.trace.say(process, "cannot %s, tries again in %s ms", what, delay.toMillis());
  }

  @Override
  public void polled(int records, long bytes) {
    // the source says which
  }

  @Override
  public void behind(Map<SourcePartition, Long> offsets) {
    // nothing follows from it
  }

  @Override
  public void deadLettered(List<DeadLetter> deadLetters) {
    // the verdict looks at them
  }

  @Override
  public void recovered(String what) {
    // nothing follows from it
  }
}
