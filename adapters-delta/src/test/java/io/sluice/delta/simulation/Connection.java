package io.sluice.delta.simulation;

import io.sluice.ports.simulation.Fault;
import io.sluice.ports.simulation.SimulatedProcess;
import io.sluice.ports.simulation.World;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongPredicate;

/** One process's connection to the store, or one on which nothing happens. */
final class Connection {
  private static final int LATEST_LISTING_MILLIS = 3_000;

  private final World world;
  private final Optional<SimulatedProcess> process;

  private Connection(World world, Optional<SimulatedProcess> process) {
    this.world = world;
    this.process = process;
  }

  static Connection of(World world, SimulatedProcess process) {
    return new Connection(world, Optional.of(process));
  }

  /** Takes no time and never fails. */
  static Connection ideal(World world) {
    return new Connection(world, Optional.empty());
  }

  /** A thread of the engine's own would not be one of the simulation's, and must not wait in it. */
  private boolean isSimulated() {
    return process.isPresent() && world.isOnTurn();
  }

  /** A request is sent and arrives: others may come first, and the process may die. */
  void request() {
    step();
    answer();
    step();
  }

  /** A moment at which the process may die. */
  void step() {
    if (isSimulated()) {
      world.call(process.get());
    }
  }

  /** An answer is on its way. */
  void answer() {
    if (isSimulated()) {
      world.travel(process.get());
    }
  }

  boolean strikes(Fault fault) {
    return isSimulated() && world.strikes(fault, process.get());
  }

  void failIf(Fault fault) throws IOException {
    if (strikes(fault)) {
      throw new IOException("simulated: " + fault);
    }
  }

  /**
   * Which objects a listing shows, by when they were written: all of them, or none of the newest,
   * or some of these and some not.
   */
  LongPredicate listed() {
    if (!strikes(Fault.LIST_LATE)) {
      return atNanos -> true;
    }
    long until = world.nanos() - world.random().nextInt(LATEST_LISTING_MILLIS) * 1_000_000L;
    boolean withHoles = world.random().nextBoolean();
    return atNanos -> atNanos <= until || (withHoles && world.random().nextBoolean());
  }

  /** Something that not every run comes to. */
  void reach(String way) {
    if (process.isPresent()) {
      world.reach(way);
    }
  }

  void say(String what, Object... details) {
    process.ifPresent(known -> world.say(known, what, details));
  }
}
