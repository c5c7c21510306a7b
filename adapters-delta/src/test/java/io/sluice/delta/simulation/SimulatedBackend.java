package io.sluice.delta.simulation;

import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import io.sluice.ports.out.StorageBackends;
import java.util.Map;

/**
 * What one process has of the store; also mounted as a file system, for the engine's checkpoints.
 */
final class SimulatedBackend implements StorageBackend, AutoCloseable {
  /** The scheme of its locations. */
  static final String SCHEME = "sim";

  private final ObjectStore objects;
  private final ExclusiveCreate exclusiveCreate;
  private final Kind kind;
  private final SimulatedFileSystem.Mount mount;

  SimulatedBackend(
      StoredObjects stored, Connection connection, ExclusiveCreate exclusiveCreate, Kind kind) {
    this.objects = new SimulatedObjects(stored, connection, kind.disk());
    this.exclusiveCreate = exclusiveCreate;
    this.kind = kind;
    this.mount = SimulatedFileSystem.mount(stored, connection, kind.disk());
  }

  StorageBackends everywhere() {
    return location -> this;
  }

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public ObjectStore objects() {
    return objects;
  }

  @Override
  public ExclusiveCreate exclusiveCreate() {
    return exclusiveCreate;
  }

  @Override
  public Map<String, String> connectorProperties() {
    return Map.of(
        "fs." + SCHEME + ".impl",
        SimulatedFileSystem.class.getName(),
        "fs." + SCHEME + ".impl.disable.cache",
        "true",
        SimulatedFileSystem.MOUNT_KEY,
        mount.id());
  }

  @Override
  public boolean isPartialWriteVisible() {
    return kind.disk();
  }

  @Override
  public void close() {
    mount.close();
  }

  /**
   * What kind of store it is.
   *
   * @param disk whether others see a file that is still being written; else an object appears when
   *     it is whole
   * @param exclusive whether an object that exists is not created again
   */
  record Kind(boolean disk, boolean exclusive) {}
}
