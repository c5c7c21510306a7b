package io.sluice.storage.azure;

import io.sluice.storage.stores.NetworkExclusiveCreateContract;
import io.sluice.storage.stores.TestStore;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
class AzureExclusiveCreateIT extends NetworkExclusiveCreateContract {
  AzureExclusiveCreateIT(TestStore store) {
    super(store, AzureStores.open(store));
  }

  static List<TestStore> stores() {
    return AzureStores.runningOrNone();
  }
}
