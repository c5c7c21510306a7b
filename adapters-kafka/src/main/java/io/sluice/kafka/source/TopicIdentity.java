package io.sluice.kafka.source;

import io.sluice.domain.record.SourcePartition;

/**
 * Which incarnation of a topic a name stands for now.
 *
 * @param partitions how many it has
 */
record TopicIdentity(String clusterId, String topic, String topicId, int partitions) {
  SourcePartition partition(int partition) {
    return new SourcePartition(clusterId, topic, topicId, partition);
  }
}
