package io.sluice.storage.azure;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.storage.stores.NetworkStoreContract;
import io.sluice.storage.stores.TestStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
class AzureObjectStoreIT extends NetworkStoreContract {
  AzureObjectStoreIT(TestStore store) {
    super(store, AzureStores.open(store));
  }

  static List<TestStore> stores() {
    return AzureStores.runningOrNone();
  }

  /** The service takes it for a slash, so it is refused; see AzureLocationTest. */
  @BeforeEach
  void skipTheBackslash(TestInfo test) {
    assumeThat(test.getDisplayName()).doesNotContain("back\\");
  }
}
