package io.sluice.ports.simulation;

import io.sluice.domain.commit.FlushPolicy;
import io.sluice.domain.commit.GapPolicy;
import io.sluice.domain.commit.ProgressKey;
import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.application.PipelinePorts;
import io.sluice.ports.application.PipelineSettings;
import io.sluice.ports.application.PipelineUnderRules;
import io.sluice.ports.fake.FakeTopicCatalog;
import io.sluice.ports.fake.InMemoryDataFiles;
import io.sluice.ports.fake.TextDecoder;
import io.sluice.ports.in.PipelineControl;
import io.sluice.ports.in.PipelineResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The writers of a run: starts them, and starts them again when they have ended. */
final class Writers {
  static final Duration REVOKE_TIMEOUT = Duration.ofSeconds(3);

  private static final String PIPELINE = "simulated";
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final int RESTART_MILLIS = 500;

  private final World world;
  private final SimulatedStore table;
  private final SimulatedGroup group;
  private final InMemoryDataFiles files;
  private final SimulatedDeadLetters deadLetters;
  private final Sabotage sabotage;
  private final Map<Integer, Running> running = new TreeMap<>();
  private int incarnations;
  private boolean restarting = true;
  private boolean reachedEnd;

  Writers(
      World world,
      SimulatedStore table,
      SimulatedGroup group,
      InMemoryDataFiles files,
      SimulatedDeadLetters deadLetters,
      Sabotage sabotage) {
    this.world = world;
    this.table = table;
    this.group = group;
    this.files = files;
    this.deadLetters = deadLetters;
    this.sabotage = sabotage;
  }

  static ProgressKey key(SourcePartition partition) {
    return new ProgressKey(PIPELINE, partition);
  }

  /** Whether a writer that was to reach the topics' end by itself has done so. */
  boolean hasReachedEnd() {
    return reachedEnd;
  }

  boolean areRunning() {
    return !running.isEmpty();
  }

  void start(int number) {
    start(number, false);
  }

  /** Starts a writer that ends once the topics' end is in the table. */
  void startUntilEnd(int number) {
    start(number, true);
  }

  private void start(int number, boolean untilEnd) {
    if (running.containsKey(number)) {
      return;
    }
    int incarnation = ++incarnations;
    SimulatedProcess process =
        new SimulatedProcess(
            number, "w" + number + "." + incarnation, world.faults.failures(number));
    PipelineControl pipeline =
        PipelineUnderRules.create(settings(untilEnd), ports(process), sabotage::rule);
    running.put(number, new Running(process, pipeline, untilEnd));
    world.trace.say(process, "starts%s", untilEnd ? " to run until the end" : "");
    world.scheduler.spawn(process, () -> run(number, process, pipeline, untilEnd));
  }

  private void run(
      int number, SimulatedProcess process, PipelineControl pipeline, boolean untilEnd) {
    boolean again = true;
    try {
      PipelineResult result = pipeline.run();
      world.trace.say(process, "ends: %s", result);
      reachedEnd |= untilEnd && result.reachedEnd();
      again = untilEnd ? !reachedEnd : restarting;
    } catch (SluiceException e) {
      world.reached.add("ended with " + e.code());
      world.trace.say(process, "ends: %s: %s", e.code(), e.getMessage());
      again = mayComeBack(process, e);
    } catch (Killed e) {
      throw e;
    } catch (InterruptedException | RuntimeException | Error e) {
      world.violated(process + " ended by a bug: " + e);
      again = false;
    }
    ended(number, process);
    if (again) {
      restartAfter(number, RESTART_MILLIS, untilEnd);
    }
  }

  private boolean mayComeBack(SimulatedProcess process, SluiceException failure) {
    if (failure.code() == ErrorCode.DATA_POLICY) {
      if (!world.hasLostRecords()) {
        world.violated(process + " refuses without a reason: " + failure.getMessage());
      }
      return world.scenario.skipGaps();
    }
    if (world.faults.failures(process.number()) == process.failuresBefore()) {
      world.violated(process + " gives up, and nothing has failed: " + failure.getMessage());
    }
    return failure.code() == ErrorCode.STORAGE || failure.code() == ErrorCode.UNAVAILABLE;
  }

  private void ended(int number, SimulatedProcess process) {
    process.kill(world.scheduler.nanos());
    running.remove(number);
  }

  private void restartAfter(int number, int millis, boolean untilEnd) {
    world.afterMillis(
        millis,
        () -> {
          if (restarting || untilEnd) {
            start(number, untilEnd);
          }
        });
  }

  void kill(int number, int restartMillis) {
    Running writer = running.remove(number);
    if (writer != null) {
      world.kill(writer.process);
      restartAfter(number, restartMillis, false);
    }
  }

  void freeze(int number, int millis) {
    Running writer = running.get(number);
    if (writer != null) {
      world.trace.say(writer.process, "stands still for %s ms", millis);
      long now = world.scheduler.nanos();
      writer.process.freeze(now, now + millis * 1_000_000L);
    }
  }

  /** Asks one to stop; it is started again when it has. */
  void stop(int number) {
    Running writer = running.get(number);
    if (writer != null) {
      world.trace.say(writer.process, "is asked to stop");
      writer.pipeline.stop(STOP_TIMEOUT);
    }
  }

  /** Asks all to stop; none is started again. */
  void stopAll() {
    restarting = false;
    running.values().forEach(writer -> writer.pipeline.stop(STOP_TIMEOUT));
  }

  /** Kills all; none is started again. */
  void killAll() {
    restarting = false;
    running.values().forEach(writer -> world.kill(writer.process));
    running.clear();
  }

  /** Forgets who died by a fault, and starts it again a little later. */
  void buryTheDead() {
    for (Map.Entry<Integer, Running> writer : List.copyOf(running.entrySet())) {
      if (writer.getValue().process.isKilled()) {
        running.remove(writer.getKey());
        restartAfter(writer.getKey(), RESTART_MILLIS, writer.getValue().untilEnd);
      }
    }
  }

  private PipelineSettings settings(boolean untilEnd) {
    Scenario scenario = world.scenario;
    return new PipelineSettings(
        PIPELINE,
        scenario.latest() ? new StartPolicy.Latest() : new StartPolicy.Earliest(),
        scenario.skipGaps() ? GapPolicy.SKIP : GapPolicy.STOP,
        new FlushPolicy(
            scenario.maxRows(), 1 << 20, 1 << 20, Duration.ofMillis(scenario.maxAgeMillis())),
        new PipelineSettings.Table(
            "simulated:table",
            List.of(),
            table.properties(),
            scenario.declared() ? Optional.of(declared()) : Optional.empty()),
        new PipelineSettings.Limits(scenario.lanes(), 200, REVOKE_TIMEOUT),
        untilEnd);
  }

  private PipelinePorts ports(SimulatedProcess process) {
    Scheduler scheduler = world.scheduler;
    Duration clockOff = Duration.ofMillis((process.number() - 2) * 600_000L);
    return new PipelinePorts(
        sabotage.source(new GroupMember(world, group, table, process), group),
        new SimulatedCatalog(world, new FakeTopicCatalog(world.cluster, Producer.TOPIC), process),
        new TextDecoder(),
        sabotage.files(process, new SimulatedFiles(world, files, process)),
        sabotage.log(new WatchedLog(world, table, process)),
        sabotage.deadLetters(process, deadLetters.of(process)),
        new SimulatedEvents(world, table, process),
        new ProcessClock(scheduler, process, clockOff),
        new ProcessThreads(scheduler, process),
        new SplittableRandom(world.random().nextLong()));
  }

  /** Half of the tables have a column that takes no null. */
  private TableSchema declared() {
    List<Field> fields = new ArrayList<>(TextDecoder.SCHEMA.fields());
    fields.set(
        0, new Field(fields.get(0).name(), fields.get(0).type(), world.scenario.seed() % 2 == 0));
    return new TableSchema(fields);
  }

  private record Running(SimulatedProcess process, PipelineControl pipeline, boolean untilEnd) {}
}
