package io.sluice.kafka.source;

import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.publish.KafkaOffsetCommitter;
import io.sluice.ports.out.RecordSource.AssignmentListener;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Hears of rebalances from Kafka.
 *
 * <p>What the listener throws is kept for {@link #rethrow()}: thrown through Kafka it would be
 * logged with its stack, wrapped, and raised only after the rebalance went on.
 */
final class Rebalances implements ConsumerRebalanceListener {
  private final org.apache.kafka.clients.consumer.Consumer<?, ?> consumer;
  private final Assignment assignment;
  private final KafkaOffsetCommitter committer;
  private final AssignmentListener listener;
  private RuntimeException failure;

  Rebalances(
      org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
      Assignment assignment,
      KafkaOffsetCommitter committer,
      AssignmentListener listener) {
    this.consumer = consumer;
    this.assignment = assignment;
    this.committer = committer;
    this.listener = listener;
  }

  /**
   * Only takes note, and ends the poll: the listener is told after it, when the topics' ids are
   * known. Until then the partitions are paused at a provisional position, because a partition
   * without any makes Kafka look for the group's offset and fail where there is none.
   */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Set<TopicPartition> added = assignment.add(partitions);
    if (added.isEmpty()) {
      return;
    }
    added.forEach(partition -> consumer.seek(partition, 0));
    consumer.pause(added);
    consumer.wakeup();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    tell(assignment.announced(partitions), listener::revoked);
    committer.commitLast(partitions);
    assignment.remove(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    committer.forget(partitions);
    tell(assignment.announced(partitions), listener::lost);
    assignment.remove(partitions);
  }

  private void tell(Set<SourcePartition> partitions, Consumer<Set<SourcePartition>> what) {
    if (partitions.isEmpty() || failure != null) {
      return;
    }
    try {
      what.accept(partitions);
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** Throws what the listener threw, once and for all. */
  void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }
}
