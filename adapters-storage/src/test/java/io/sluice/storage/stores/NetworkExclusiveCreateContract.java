package io.sluice.storage.stores;

import io.sluice.domain.table.Location;
import io.sluice.ports.contract.ExclusiveCreateContract;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** The contract on a store that runs somewhere. */
public abstract class NetworkExclusiveCreateContract extends ExclusiveCreateContract {
  private final StorageBackend backend;
  private final Location root;

  protected NetworkExclusiveCreateContract(TestStore store, StorageBackend backend) {
    this.backend = backend;
    this.root = store.freshFolder();
  }

  @Override
  protected final ExclusiveCreate exclusiveCreate() {
    return backend.exclusiveCreate();
  }

  @Override
  protected final ObjectStore store() {
    return backend.objects();
  }

  @Override
  protected final Location root() {
    return root;
  }

  @AfterEach
  void close() throws IOException {
    backend.close();
  }
}
