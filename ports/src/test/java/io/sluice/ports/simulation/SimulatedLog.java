package io.sluice.ports.simulation;

import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One process's way to the table in memory, over a store and a network that fail. */
final class SimulatedLog implements TableLog {
  private static final int LATEST_LANDING_MILLIS = 12_000;
  private static final int LATEST_LISTING_MILLIS = 3_000;

  private final World world;
  private final SimulatedTable table;
  private final SimulatedProcess process;

  SimulatedLog(World world, SimulatedTable table, SimulatedProcess process) {
    this.world = world;
    this.table = table;
    this.process = process;
  }

  @Override
  public TableView open() throws IOException {
    request();
    failIf(Fault.READ_FAILS);
    TableView view = table.view();
    world.travel(process);
    return view;
  }

  @Override
  public List<LogEntry> changesSince(TableVersion base) throws IOException {
    request();
    failIf(Fault.READ_FAILS);
    List<LogEntry> changes = list(base);
    world.travel(process);
    return changes;
  }

  private List<LogEntry> list(TableVersion base) {
    return world.strikes(Fault.LIST_LATE, process)
        ? table.sinceOlderThan(base, world.random().nextInt(LATEST_LISTING_MILLIS) * 1_000_000L)
        : table.since(base);
  }

  @Override
  public CommitOutcome tryCommit(
      TableVersion base, Committable committable, Optional<TableDefinition> definition) {
    request();
    if (world.strikes(Fault.PUT_NOT_SENT, process)) {
      world.travel(process);
      return unknown("the request did not arrive");
    }
    if (world.strikes(Fault.PUT_LANDS_LATE, process)) {
      world.afterMillis(
          world.random().nextInt(LATEST_LANDING_MILLIS),
          () -> {
            boolean created = table.create(base, committable, definition);
            world.trace.say(
                "store",
                "late put of %s to version %s %s",
                process,
                base.next(),
                created ? "lands" : "is refused");
          });
      world.travel(process);
      return unknown("no answer in time");
    }
    boolean created = table.create(base, committable, definition);
    world.trace.say(
        "store", "version %s of %s %s", base.next(), process, created ? "written" : "exists");
    world.travel(process);
    if (created && world.strikes(Fault.PUT_ANSWER_LOST, process)) {
      return unknown("the answer was lost");
    }
    if (created && !world.strikes(Fault.PUT_REPEATED, process)) {
      return new CommitOutcome.Committed(base.next());
    }
    return new CommitOutcome.Exists(list(base));
  }

  private void request() {
    world.call(process);
    world.travel(process);
    world.call(process);
  }

  private void failIf(Fault fault) throws IOException {
    if (world.strikes(fault, process)) {
      throw new IOException("simulated: " + fault);
    }
  }

  private static CommitOutcome unknown(String why) {
    return new CommitOutcome.Unknown(new IOException("simulated: " + why));
  }

  @Override
  public void close() {
    // holds nothing
  }
}
