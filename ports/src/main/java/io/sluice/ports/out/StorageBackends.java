package io.sluice.ports.out;

import io.sluice.domain.table.Location;
import java.io.IOException;

/** The backends that this process has, by location. */
public interface StorageBackends extends AutoCloseable {
  /**
   * The backend for a location, by its scheme and the configuration.
   *
   * @throws io.sluice.domain.error.SluiceException {@code CONFIGURATION} when no backend takes it,
   *     naming the schemes that one does
   */
  StorageBackend of(Location location);

  /** Closes them; a failure of one does not keep the others from being closed. */
  @Override
  default void close() throws IOException {}
}
