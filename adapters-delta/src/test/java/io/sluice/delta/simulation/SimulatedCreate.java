package io.sluice.delta.simulation;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.simulation.Fault;
import io.sluice.ports.simulation.SimulatedProcess;
import io.sluice.ports.simulation.World;
import java.io.IOException;

/** Exclusive create as one process has it: each request may be lost, late, repeated, or cut off. */
final class SimulatedCreate implements ExclusiveCreate {
  private static final int LATEST_LANDING_MILLIS = 12_000;

  private final World world;
  private final SimulatedProcess process;
  private final StoredObjects stored;
  private final Connection connection;
  private final SimulatedBackend.Kind kind;

  SimulatedCreate(
      World world,
      SimulatedProcess process,
      StoredObjects stored,
      Connection connection,
      SimulatedBackend.Kind kind) {
    this.world = world;
    this.process = process;
    this.stored = stored;
    this.connection = connection;
    this.kind = kind;
  }

  @Override
  public void create(Location location, byte[] content) throws IOException {
    connection.request();
    if (connection.strikes(Fault.PUT_NOT_SENT)) {
      connection.answer();
      throw new IOException("simulated: the request did not arrive");
    }
    if (connection.strikes(Fault.PUT_LANDS_LATE)) {
      landLater(location, content);
      connection.answer();
      throw new IOException("simulated: no answer in time");
    }
    boolean created = kind.disk() ? link(location, content) : put(location, content);
    say(created ? "%s of %s written" : "%s of %s exists", location);
    connection.answer();
    if (created && connection.strikes(Fault.PUT_ANSWER_LOST)) {
      throw new IOException("simulated: the answer was lost");
    }
    if (!created || connection.strikes(Fault.PUT_REPEATED)) {
      throw new ObjectAlreadyExistsException(location);
    }
  }

  private void landLater(Location location, byte[] content) {
    world.afterMillis(
        world.random().nextInt(LATEST_LANDING_MILLIS),
        () -> {
          boolean created = put(location, content);
          say(created ? "late %s of %s lands" : "late %s of %s is refused", location);
        });
  }

  /** Between the two steps the process may die; what it leaves behind is no entry. */
  private boolean link(Location location, byte[] content) {
    Location temporary = StoredObjects.beside(location);
    stored.put(temporary, content);
    try {
      connection.step();
    } catch (Error e) {
      connection.reach("killed between file and link");
      throw e;
    }
    boolean created = put(location, content);
    stored.remove(temporary);
    return created;
  }

  private boolean put(Location location, byte[] content) {
    if (kind.exclusive()) {
      return stored.create(location, content);
    }
    stored.put(location, content);
    return true;
  }

  private void say(String what, Location location) {
    world.say("store", what, SimulatedObjects.nameOf(location), process);
  }
}
