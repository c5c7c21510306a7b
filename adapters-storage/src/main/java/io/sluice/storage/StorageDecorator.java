package io.sluice.storage;

import io.sluice.ports.out.StorageBackend;

/** Puts something around every backend, such as measuring. Bound in a set; the order is open. */
@FunctionalInterface
public interface StorageDecorator {
  StorageBackend decorate(StorageBackend backend);
}
