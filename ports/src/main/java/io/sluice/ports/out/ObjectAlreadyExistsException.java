package io.sluice.ports.out;

import io.sluice.domain.table.Location;
import java.io.IOException;

/** An object that was to be created is there already. */
public final class ObjectAlreadyExistsException extends IOException {
  private static final long serialVersionUID = 1L;

  public ObjectAlreadyExistsException(Location location) {
    this(location, null);
  }

  public ObjectAlreadyExistsException(Location location, Throwable cause) {
    super("'" + location + "' exists already", cause);
  }
}
