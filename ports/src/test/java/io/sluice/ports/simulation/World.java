package io.sluice.ports.simulation;

import io.sluice.ports.fake.FakeCluster;
import io.sluice.ports.fake.FakeTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that the processes of one run share. Only the thread whose turn it is touches it. */
public final class World {
  private static final long MILLI = 1_000_000;

  final Scenario scenario;
  final Scheduler scheduler;
  final Trace trace;
  final Faults faults;
  final FakeCluster cluster = new FakeCluster();
  private final Map<String, FakeTopic> topics = new TreeMap<>();
  final List<String> violations = new ArrayList<>();
  final Set<String> reached = new TreeSet<>();
  private final SplittableRandom random;
  private boolean lostRecords;

  World(Scenario scenario, Optional<Set<Faults.Strike>> onlyFaults, boolean traced) {
    this.scenario = scenario;
    this.scheduler = new Scheduler(scenario.seed());
    this.trace = new Trace(scheduler, traced);
    this.faults = new Faults(scenario.seed(), scenario.faultRate(), Scenario.WRITERS, onlyFaults);
    this.random = new SplittableRandom(~scenario.seed());
  }

  /** From now on records are gone that the table may not have. */
  void recordsAreLost() {
    lostRecords = true;
  }

  boolean hasLostRecords() {
    return lostRecords;
  }

  /** One of the ways that a run can go has been gone. */
  public void reach(String way) {
    reached.add(way);
  }

  /** Something that must not be. */
  public void violated(String what) {
    trace.say("VIOLATION", "%s", what);
    violations.add(what);
  }

  FakeTopic topic(String name) {
    return topics.get(name);
  }

  /** Creates a topic; one of that name is deleted first. */
  FakeTopic createTopic(String name, int partitions) {
    FakeTopic topic = cluster.create(name, partitions);
    topics.put(name, topic);
    return topic;
  }

  /** Of the seed; asked in the order in which things happen. */
  public SplittableRandom random() {
    return random;
  }

  /** Time since the run began. */
  public long nanos() {
    return scheduler.nanos();
  }

  /**
   * Whether the calling thread is one of the simulation's. Any other one must not call {@link
   * #call} and {@link #travel}.
   */
  public boolean isOnTurn() {
    return scheduler.isOnTurn();
  }

  /**
   * Keeps what happens for whoever reads the trace.
   *
   * @param what with {@code %s} for each of the details
   */
  public void say(Object who, String what, Object... details) {
    trace.say(who, what, details);
  }

  /** A process calls something outside of itself: others may run first, and it may die here. */
  public void call(SimulatedProcess process) {
    scheduler.step(process);
    if (strikes(Fault.KILLED, process)) {
      kill(process);
      throw new Killed();
    }
  }

  void kill(SimulatedProcess process) {
    if (!process.isKilled()) {
      trace.say(process, "killed");
      process.kill(scheduler.nanos());
    }
  }

  /** Whether this call of a process goes wrong in that way. */
  public boolean strikes(Fault fault, SimulatedProcess process) {
    boolean strikes = faults.strike(fault, process.number());
    if (strikes && fault != Fault.KILLED) {
      trace.say(process, "fault %s", fault);
    }
    return strikes;
  }

  /** A request, or an answer, is on its way. */
  public void travel(SimulatedProcess process) {
    long millis =
        strikes(Fault.SLOW, process) ? 1_000 + random.nextInt(7_000) : 1 + random.nextInt(40);
    scheduler.work(process, millis * MILLI);
  }

  /** Has something happen later, whatever the processes do by then. It must not wait. */
  public void afterMillis(long millis, Runnable work) {
    scheduler.at(scheduler.nanos() + millis * MILLI, work);
  }
}
