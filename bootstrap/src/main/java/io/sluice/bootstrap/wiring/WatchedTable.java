package io.sluice.bootstrap.wiring;

import com.google.inject.Injector;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.delta.DeltaConfig;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TableReader;
import java.io.IOException;

/** The configured table, for one who looks at it again and again while others write to it. */
public record WatchedTable(
    Location location, TableReader reader, TableLog log, StorageBackends backends)
    implements AutoCloseable {
  /** Touches nothing yet; the table need not be there. */
  public static WatchedTable open(LoadedConfig loaded) {
    Injector injector = ApplicationModules.tables(loaded.config());
    return new WatchedTable(
        injector.getInstance(DeltaConfig.class).location(),
        injector.getInstance(TableReader.class),
        injector.getInstance(TableLog.class),
        injector.getInstance(StorageBackends.class));
  }

  @Override
  public void close() throws IOException {
    try (backends) {
      log.close();
    }
  }
}
