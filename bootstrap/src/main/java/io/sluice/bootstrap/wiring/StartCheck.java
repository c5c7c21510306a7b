package io.sluice.bootstrap.wiring;

import io.sluice.domain.table.Location;
import io.sluice.kafka.source.DeadLetterTopicCheck;
import io.sluice.ports.application.ExclusiveCreateProbe;
import io.sluice.ports.out.StorageBackend;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TopicCatalog;
import java.io.IOException;
import java.util.UUID;

/**
 * What has to hold before a pipeline may write: the topics exist, that for dead letters too, the
 * location holds a table or nothing, and the store keeps the first of two writes. Only the last
 * writes, and it is the last.
 */
final class StartCheck {
  private final TopicCatalog catalog;
  private final DeadLetterTopicCheck deadLetters;
  private final TableLog log;
  private final StorageBackend backend;
  private final Location table;

  StartCheck(
      TopicCatalog catalog,
      DeadLetterTopicCheck deadLetters,
      TableLog log,
      StorageBackend backend,
      Location table) {
    this.catalog = catalog;
    this.deadLetters = deadLetters;
    this.log = log;
    this.backend = backend;
    this.table = table;
  }

  /**
   * Looks at the source and the table.
   *
   * @throws io.sluice.domain.error.SluiceException when something is missing or refuses
   */
  void require() throws IOException {
    catalog.partitions();
    deadLetters.require();
    log.open();
  }

  /** Looks whether the store can be relied on, too. */
  void requireWithStore() throws IOException {
    require();
    new ExclusiveCreateProbe(backend.objects(), backend.exclusiveCreate())
        .require(table, UUID.randomUUID());
  }
}
