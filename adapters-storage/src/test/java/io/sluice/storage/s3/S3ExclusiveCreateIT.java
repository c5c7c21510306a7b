package io.sluice.storage.s3;

import io.sluice.storage.stores.NetworkExclusiveCreateContract;
import io.sluice.storage.stores.TestStore;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
class S3ExclusiveCreateIT extends NetworkExclusiveCreateContract {
  S3ExclusiveCreateIT(TestStore store) {
    super(store, new S3Backend(store.storage().s3(), store.storage().connection()));
  }

  static List<TestStore> stores() {
    return TestStore.runningOrSkip("versitygw", "s3");
  }
}
