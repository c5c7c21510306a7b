package io.sluice.storage.minio;

import io.sluice.storage.stores.NetworkExclusiveCreateContract;
import io.sluice.storage.stores.TestStore;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
class MinioExclusiveCreateIT extends NetworkExclusiveCreateContract {
  MinioExclusiveCreateIT(TestStore store) {
    super(store, new MinioBackend(store.storage().minio(), store.storage().connection()));
  }

  static List<TestStore> stores() {
    return TestStore.runningOrSkip("minio", "minio-tls");
  }
}
