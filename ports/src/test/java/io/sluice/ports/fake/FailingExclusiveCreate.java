package io.sluice.ports.fake;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import java.io.IOException;

/** An exclusive create that fails by script, before or after it landed. */
public final class FailingExclusiveCreate implements ExclusiveCreate {
  private final ExclusiveCreate real;
  private final FaultInjector faults;

  public FailingExclusiveCreate(ExclusiveCreate real, FaultInjector faults) {
    this.real = real;
    this.faults = faults;
  }

  @Override
  public void create(Location location, byte[] content) throws IOException {
    faults.run(() -> real.create(location, content));
  }
}
