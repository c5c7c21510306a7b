package io.sluice.storage;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.StorageBackend;
import io.sluice.ports.out.StorageBackends;
import io.sluice.storage.block.BlockConfig;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;

/** Finds the backend by the location's scheme, within what the configuration allows. */
public final class SchemeStorageBackends implements StorageBackends {
  private final Map<String, StorageBackend> byScheme;
  private final BackendChoice choice;

  /**
   * Backends to choose from.
   *
   * @param byScheme backends by URI scheme in lower case
   * @param choice which of them may be used
   */
  public SchemeStorageBackends(Map<String, StorageBackend> byScheme, BackendChoice choice) {
    this.byScheme = new TreeMap<>(byScheme);
    this.choice = choice;
  }

  @Override
  public StorageBackend of(Location location) {
    String scheme = location.scheme();
    StorageBackend backend = byScheme.get(scheme);
    if (backend == null) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot open the table's location: no backend for scheme "
              + scheme
              + " in this version; supported: "
              + supported(),
          "set sluice.table.location to a path or to a URI of a supported scheme");
    }
    if (choice != BackendChoice.AUTO && !BlockConfig.spelling(choice).equals(backend.name())) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot open the table's location: its scheme "
              + scheme
              + " needs the backend "
              + backend.name()
              + ", but sluice.storage.backend = "
              + BlockConfig.spelling(choice),
          "set sluice.storage.backend = auto");
    }
    return backend;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (StorageBackend backend : new HashSet<>(byScheme.values())) {
      try {
        backend.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private String supported() {
    String schemes = String.join(", ", byScheme.keySet());
    return byScheme.containsKey("file") ? schemes + ", plain paths" : schemes;
  }
}
