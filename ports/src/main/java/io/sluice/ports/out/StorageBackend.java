package io.sluice.ports.out;

import java.io.IOException;
import java.util.Map;

/**
 * A store that tables can live in: what a backend brings along. It connects when it is first used,
 * not when it is made.
 */
public interface StorageBackend extends AutoCloseable {
  /** Its name in the configuration: {@code local}, {@code s3} and the like. */
  String name();

  ObjectStore objects();

  ExclusiveCreate exclusiveCreate();

  /**
   * The same settings in the terms of the Hadoop connector, for a commit engine that reads through
   * it. May hold secrets.
   */
  Map<String, String> connectorProperties();

  /** Whether a reader can see an object that is still being written through that connector. */
  boolean isPartialWriteVisible();

  /** Gives connections and threads back, where there are any; nothing works any more after that. */
  @Override
  default void close() throws IOException {}
}
