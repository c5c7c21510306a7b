package io.sluice.domain.record;

import java.util.Comparator;
import java.util.Objects;

/**
 * One partition of one incarnation of a topic. The ids tell a topic that was deleted and created
 * again, or that lives in another cluster, from the one whose offsets a table knows.
 *
 * @param clusterId the source cluster's own id
 * @param topic the topic's name
 * @param topicId the id the cluster gave the topic when it was created
 * @param partition zero or more
 */
public record SourcePartition(String clusterId, String topic, String topicId, int partition)
    implements Comparable<SourcePartition> {
  private static final Comparator<SourcePartition> ORDER =
      Comparator.comparing(SourcePartition::topic)
          .thenComparingInt(SourcePartition::partition)
          .thenComparing(SourcePartition::topicId)
          .thenComparing(SourcePartition::clusterId);

  public SourcePartition {
    Objects.requireNonNull(clusterId, "clusterId");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(topicId, "topicId");
    if (partition < 0) {
      throw new IllegalArgumentException("partition " + partition + " is negative");
    }
  }

  @Override
  public int compareTo(SourcePartition other) {
    return ORDER.compare(this, other);
  }

  /** {@code topic-partition}, the way Kafka's own tools print it. */
  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
