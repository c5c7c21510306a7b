package io.sluice.delta.standalone;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.internal.DeltaLogImpl;
import io.delta.standalone.internal.util.Clock;
import io.sluice.delta.log.LogFolder;
import io.sluice.delta.log.LogStoreRegistry;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.StorageBackend;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One table's location, made known to Delta Standalone for as long as this is open. */
final class StandaloneTable implements AutoCloseable {
  private final Location location;
  private final StorageBackend backend;
  private final Clock clock;
  private final Configuration configuration;
  private final Configuration withCheckpoints;
  private final LogStoreRegistry.Registration registration;

  /**
   * @param clock from which the engine takes the time of its commits
   */
  StandaloneTable(Location location, StorageBackend backend, Clock clock) {
    this.location = location;
    this.backend = backend;
    this.clock = clock;
    this.configuration = new Configuration();
    backend.connectorProperties().forEach(configuration::set);
    configuration.set("io.delta.standalone.PARQUET_DATA_TIME_ZONE_ID", "UTC");
    this.registration = LogStoreRegistry.register(configuration, backend, location);
    this.withCheckpoints = new Configuration(configuration);
    configuration.setBoolean("io.delta.standalone.checkpointing.enabled", false);
  }

  Location location() {
    return location;
  }

  StorageBackend backend() {
    return backend;
  }

  LogFolder logFolder() {
    return new LogFolder(backend.objects(), location);
  }

  /** Reads the newest version, afresh; commits to it write no checkpoints. */
  DeltaLog load() throws IOException {
    return load(configuration);
  }

  /** Reads the newest version, afresh, to write a checkpoint. */
  DeltaLog loadForCheckpoint() throws IOException {
    return load(withCheckpoints);
  }

  private DeltaLog load(Configuration chosen) throws IOException {
    return StandaloneFailures.translate(
        location, () -> DeltaLogImpl.forTable(chosen, new Path(location.uri()), clock));
  }

  @Override
  public void close() {
    registration.close();
  }
}
