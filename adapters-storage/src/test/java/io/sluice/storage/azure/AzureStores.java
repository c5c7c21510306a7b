package io.sluice.storage.azure;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.storage.StorageConfig;
import io.sluice.storage.stores.TestStore;
import java.nio.file.Path;
import java.util.List;

/** The Azure stores that run, emulated or real. */
final class AzureStores {
  private static final TestStore NONE =
      new TestStore("no Azure store runs, see " + TestStore.VARIABLE, Path.of("none"));

  private AzureStores() {}

  /** Where none runs, one that {@link #open} skips, so that a report shows what was left out. */
  static List<TestStore> runningOrNone() {
    List<TestStore> running = TestStore.running("azurite", "azure", "adls");
    return running.isEmpty() ? List.of(NONE) : running;
  }

  static AzureBackend open(TestStore store) {
    assumeThat(store).isNotEqualTo(NONE);
    StorageConfig config = store.storage();
    return new AzureBackend(config.azure(), config.connection());
  }
}
