package io.sluice.ports.application;

import io.sluice.domain.commit.FlushPolicy;
import io.sluice.domain.commit.GapPolicy;
import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.schema.TableSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pipeline is to do.
 *
 * @param pipeline its name, under which the table keeps its progress
 * @param start where a topic that the table does not know is read from
 * @param onGap what to do about records that are gone
 * @param flush when to commit
 * @param untilEnd whether to end once everything that the topics held at the start is in the table
 */
public record PipelineSettings(
    String pipeline,
    StartPolicy start,
    GapPolicy onGap,
    FlushPolicy flush,
    Table table,
    Limits limits,
    boolean untilEnd) {
  /**
   * The table that is written.
   *
   * @param name for messages
   * @param partitionBy columns by whose values the data files are split
   * @param properties of the table, if it has to be created
   * @param declared the columns that it has to have; empty to take them from the table or the data
   */
  public record Table(
      String name,
      List<String> partitionBy,
      Map<String, String> properties,
      Optional<TableSchema> declared) {
    public Table {
      partitionBy = List.copyOf(partitionBy);
      properties = Map.copyOf(properties);
    }
  }

  /**
   * What it may use.
   *
   * @param lanes threads that decode and encode, one at least
   * @param queueBytes weight of the records read ahead of decoding at which reading pauses
   * @param revokeTimeout how long a rebalance waits for what was read to be committed
   */
  public record Limits(int lanes, long queueBytes, Duration revokeTimeout) {
    public Limits {
      if (lanes < 1 || queueBytes < 1 || revokeTimeout.isNegative()) {
        throw new IllegalArgumentException("limits have to be positive");
      }
    }
  }
}
