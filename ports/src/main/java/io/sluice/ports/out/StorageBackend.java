package io.sluice.ports.out;

import java.util.Map;

/** A store that tables can live in: what a backend brings along. */
public interface StorageBackend {
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
}
