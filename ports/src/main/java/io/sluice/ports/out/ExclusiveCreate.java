package io.sluice.ports.out;

import io.sluice.domain.table.Location;
import java.io.IOException;

/**
 * Creates an object only if there is none: what every commit rests on. Safe for use by several
 * threads, processes and machines at once.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>Of any number of calls for one location, at most one returns.
 *   <li>The object is visible whole or not at all, and durable when the call returns.
 *   <li>{@link ObjectAlreadyExistsException} means that an object is there; it may be the caller's
 *       own, from an attempt that seemed to fail.
 *   <li>Any other {@link IOException} proves nothing: the object may be there, or come to be.
 * </ol>
 */
public interface ExclusiveCreate {
  void create(Location location, byte[] content) throws IOException;
}
