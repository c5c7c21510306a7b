package io.sluice.delta.standalone;

import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.actions.Protocol;
import io.delta.standalone.actions.SetTransaction;
import io.delta.standalone.internal.SnapshotImpl;
import io.sluice.delta.schema.DeltaSchemas;
import io.sluice.domain.commit.Progress;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A version of a table. All transaction actions are only to be had from the engine's own class: its
 * public interface answers for one application id at a time.
 */
final class TableSnapshot {
  private final Location table;
  private final SnapshotImpl snapshot;

  TableSnapshot(Location table, Snapshot snapshot) {
    this.table = table;
    this.snapshot = (SnapshotImpl) snapshot;
  }

  TableVersion version() {
    return new TableVersion(snapshot.getVersion());
  }

  Snapshot files() {
    return snapshot;
  }

  TableDefinition definition() throws IOException {
    return StandaloneFailures.translate(
        table,
        () -> {
          Metadata metadata = snapshot.getMetadata();
          return new TableDefinition(
              DeltaSchemas.fromJson(metadata.getSchema().toJson()),
              metadata.getPartitionColumns(),
              metadata.getConfiguration());
        });
  }

  Protocol protocol() throws IOException {
    return StandaloneFailures.translate(table, snapshot::protocol);
  }

  Progress progress() throws IOException {
    return StandaloneFailures.translate(
        table,
        () -> {
          Map<String, Long> offsets = new HashMap<>();
          for (SetTransaction transaction :
              CollectionConverters.asJava(snapshot.setTransactions())) {
            offsets.put(transaction.getAppId(), transaction.getVersion());
          }
          return new Progress(offsets);
        });
  }
}
