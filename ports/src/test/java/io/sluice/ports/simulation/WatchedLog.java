package io.sluice.ports.simulation;

import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What one process asks of the log, whichever it is, written down and held against the table. */
final class WatchedLog implements TableLog {
  private final World world;
  private final SimulatedStore table;
  private final SimulatedProcess process;
  private final TableLog log;

  WatchedLog(World world, SimulatedStore table, SimulatedProcess process) {
    this.world = world;
    this.table = table;
    this.process = process;
    this.log = table.log(process);
  }

  @Override
  public TableView open() throws IOException {
    return log.open();
  }

  @Override
  public List<LogEntry> changesSince(TableVersion base) throws IOException {
    return log.changesSince(base);
  }

  @Override
  public CommitOutcome tryCommit(
      TableVersion base, Committable committable, Optional<TableDefinition> definition) {
    world.trace.say(process, "puts version %s, %s", base.next(), describe(committable));
    CommitOutcome outcome = log.tryCommit(base, committable, definition);
    int version = Math.toIntExact(base.next().number());
    List<LogEntry> entries = table.entries();
    if (version < entries.size() && entries.get(version).is(committable.id())) {
      requireBeginsWhereItReads(committable);
    }
    return outcome;
  }

  private void requireBeginsWhereItReads(Committable committable) {
    for (PartitionCommit share : committable.record().partitions()) {
      long begin = share.range().from();
      long read = process.firstRead(share.partition(), begin);
      if (share.begins() && read < begin) {
        world.violated(
            process + " begins " + share.partition() + " at " + begin + ", but read from " + read);
      }
    }
  }

  private static String describe(Committable committable) {
    StringBuilder text = new StringBuilder();
    committable
        .record()
        .partitions()
        .forEach(
            share ->
                text.append(share.begins() ? " begins " : " ")
                    .append(share.partition().partition())
                    .append(share.range()));
    return text.substring(1);
  }

  @Override
  public void close() {
    log.close();
  }
}
