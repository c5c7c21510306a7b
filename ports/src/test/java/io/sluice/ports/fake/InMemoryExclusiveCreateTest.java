package io.sluice.ports.fake;

import io.sluice.domain.table.Location;
import io.sluice.ports.contract.ExclusiveCreateContract;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;

class InMemoryExclusiveCreateTest extends ExclusiveCreateContract {
  private final InMemoryObjects objects = new InMemoryObjects();

  @Override
  protected ExclusiveCreate exclusiveCreate() {
    return objects;
  }

  @Override
  protected ObjectStore store() {
    return objects;
  }

  @Override
  protected Location root() {
    return Location.parse("s3://bucket/root");
  }
}
