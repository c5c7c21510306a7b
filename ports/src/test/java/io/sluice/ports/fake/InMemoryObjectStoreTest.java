package io.sluice.ports.fake;

import io.sluice.domain.table.Location;
import io.sluice.ports.contract.ObjectStoreContract;
import io.sluice.ports.out.ObjectStore;

class InMemoryObjectStoreTest extends ObjectStoreContract {
  private final InMemoryObjects objects = new InMemoryObjects();

  @Override
  protected ObjectStore store() {
    return objects;
  }

  @Override
  protected Location root() {
    return Location.parse("s3://bucket/root");
  }
}
