package io.sluice.ports.simulation;

import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.SchemaEvolution;
import io.sluice.domain.schema.SchemaMerge;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.fake.FakeTopic;
import io.sluice.ports.fake.InMemoryDataFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of one scenario, from the first record to the verdict. */
public final class Simulation {
  private static final long MILLI = 1_000_000;
  private static final int TICK_MILLIS = 250;

  /** How long everything may take once nothing goes wrong any more. */
  private static final long PATIENCE_MILLIS = 300_000;

  private static final long MAX_STEPS = 200_000;

  private final Scenario scenario;
  private final World world;
  private final SimulatedStore table;
  private final SimulatedGroup group;
  private final InMemoryDataFiles files = new InMemoryDataFiles();
  private final SimulatedDeadLetters deadLetters;
  private final Producer producer;
  private final Writers writers;
  private boolean ending;

  /**
   * @param stores make the table
   * @param only these faults may strike; empty for all that the seed wants
   * @param without what is taken out
   * @param traced whether to keep what happens
   */
  Simulation(
      SimulatedStore.Factory stores,
      Scenario scenario,
      Optional<Set<Faults.Strike>> only,
      Optional<Mechanism> without,
      boolean traced) {
    this.scenario = scenario;
    this.world = new World(scenario, only, traced);
    Sabotage sabotage = new Sabotage(world, without);
    this.table = stores.create(world, sabotage.leavesCreateExclusive());
    this.group =
        new SimulatedGroup(
            world.scheduler,
            world.trace,
            scenario.eager(),
            () -> world.topic(Producer.TOPIC).partitions());
    this.deadLetters = new SimulatedDeadLetters(world);
    this.producer = new Producer(world);
    this.writers = new Writers(world, table, group, files, deadLetters, sabotage);
  }

  Outcome run() {
    try (table) {
      return runToEnd();
    }
  }

  private Outcome runToEnd() {
    world.createTopic(Producer.TOPIC, scenario.partitions());
    for (int partition = 0; partition < scenario.partitions(); partition++) {
      producer.plan(partition);
    }
    for (int writer = 1; writer <= scenario.writers(); writer++) {
      int number = writer;
      world.afterMillis(world.random().nextInt(3_000), () -> writers.start(number));
    }
    for (Disturbance disturbance : scenario.disturbances()) {
      world.afterMillis(disturbance.atMillis(), () -> disturb(disturbance));
    }
    world.afterMillis(scenario.chaosMillis(), this::heal);
    world.afterMillis(TICK_MILLIS, this::tick);
    long until = (scenario.chaosMillis() + PATIENCE_MILLIS) * MILLI;
    boolean ended = world.scheduler.run(until, MAX_STEPS);
    if (!ended) {
      world.violated("it does not come to an end");
    }
    new Verdict(world, table, files, deadLetters, producer.produced())
        .judge(!ended || mayBeIncomplete());
    return new Outcome(
        scenario,
        List.copyOf(world.violations),
        List.copyOf(world.faults.struck()),
        Set.copyOf(world.reached),
        world.trace.lines(),
        world.scheduler.steps(),
        table.entries().size());
  }

  private boolean mayBeIncomplete() {
    return world.hasLostRecords() && !isCaughtUp();
  }

  private void heal() {
    world.trace.say("world", "nothing goes wrong from here on");
    world.faults.heal();
    producer.finish();
  }

  /** Looks after the writers, and ends the run when all is done. */
  private void tick() {
    writers.buryTheDead();
    boolean healed = world.scheduler.nanos() >= scenario.chaosMillis() * MILLI;
    if (healed && !ending) {
      if (scenario.endByItself()) {
        ending = true;
        writers.killAll();
        writers.startUntilEnd(Scenario.WRITERS);
      } else if (scenario.latest() && table.view().version().equals(TableVersion.NONE)) {
        // Without a schema the beginning is only committed once somebody has read a record.
        producer.finish();
      } else if (isCaughtUp()) {
        ending = true;
        writers.stopAll();
      }
    }
    boolean isOver = ending && !writers.areRunning();
    if (!isOver && !isGivenUp()) {
      world.afterMillis(TICK_MILLIS, this::tick);
    }
  }

  /** Whether all writers have refused to go on, as they should when records are gone. */
  private boolean isGivenUp() {
    return world.hasLostRecords()
        && !scenario.skipGaps()
        && world.scheduler.nanos() > (scenario.chaosMillis() + 20_000) * MILLI
        && !writers.areRunning();
  }

  private boolean isCaughtUp() {
    FakeTopic topic = world.topic(Producer.TOPIC);
    return topic.partitions().stream()
        .allMatch(
            partition -> table.offset(partition) >= topic.available(partition.partition()).to());
  }

  private void disturb(Disturbance disturbance) {
    world.trace.say("world", "%s", disturbance);
    FakeTopic topic = world.topic(Producer.TOPIC);
    switch (disturbance.kind()) {
      case KILL -> writers.kill(disturbance.target(), disturbance.amount());
      case FREEZE -> writers.freeze(disturbance.target(), disturbance.amount());
      case STOP -> writers.stop(disturbance.target());
      case TURN -> group.turn();
      case ADD_PARTITION -> {
        topic.addPartitions(1);
        producer.plan(topic.partitions().size() - 1);
        group.rebalance();
      }
      case EXPIRE_READ -> expireRead(topic, disturbance.target());
      case EXPIRE_UNREAD -> expireUnread(topic, disturbance);
      case RECREATE -> {
        world.recordsAreLost();
        world.createTopic(Producer.TOPIC, topic.partitions().size());
        group.rebalance();
      }
      case FOREIGN_ENTRY -> appendForeign(Optional.empty());
      case FOREIGN_COMPACTION -> compact();
      case FOREIGN_COLUMN -> appendForeign(Optional.of("c" + disturbance.target()));
    }
  }

  private void expireRead(FakeTopic topic, int partition) {
    SourcePartition source = topic.partition(partition);
    topic.expire(partition, table.offset(source));
  }

  private void expireUnread(FakeTopic topic, Disturbance disturbance) {
    OffsetRange available = topic.available(disturbance.target());
    world.recordsAreLost();
    topic.expire(
        disturbance.target(), available.from() + available.length() * disturbance.amount() / 100);
  }

  private void compact() {
    List<String> all = table.files();
    if (!all.isEmpty()) {
      String into = "compacted-" + world.scheduler.nanos() + ".parquet";
      files.compact(all, into);
      table.compact(into);
      world.reached.add("compacted by others");
    }
  }

  private void appendForeign(Optional<String> column) {
    if (table.view().definition().isEmpty()) {
      return;
    }
    var definition = table.view().definition().get();
    TableSchema addition =
        column
            .map(name -> TableSchema.of(Field.nullable(name, PrimitiveType.STRING)))
            .orElse(TableSchema.EMPTY);
    SchemaMerge merge = SchemaEvolution.merge(definition.schema(), addition);
    table.appendForeign(
        Map.of("other", world.scheduler.nanos()),
        merge instanceof SchemaMerge.Extended extended
            ? Optional.of(definition.withSchema(extended.schema()))
            : Optional.empty());
  }

  /**
   * What came of a run.
   *
   * @param violations what must not be; empty when all is well
   * @param struck the faults that struck, in order
   * @param reached which of the ways that a pipeline can go it went
   * @param trace what happened, where it was asked for
   * @param steps how often a thread could have been the next
   * @param versions of the table
   */
  public record Outcome(
      Scenario scenario,
      List<String> violations,
      List<Faults.Strike> struck,
      Set<String> reached,
      List<String> trace,
      long steps,
      int versions) {
    /** Whether all is well. */
    public boolean isRight() {
      return violations.isEmpty();
    }
  }
}
