package io.sluice.kafka.publish;

import io.sluice.kafka.client.KafkaFailures;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits offsets to the consumer group, for tools that show lag. Nothing is lost when it fails:
 * the first failure of a series is logged as a warning, the rest only for debugging. For the
 * polling thread only.
 */
public final class KafkaOffsetCommitter {
  private static final Logger log = LoggerFactory.getLogger(KafkaOffsetCommitter.class);

  private final Consumer<?, ?> consumer;
  private final Duration lastWithin;
  private final Map<TopicPartition, OffsetAndMetadata> unconfirmed = new HashMap<>();
  private boolean failing;

  /**
   * @param lastWithin how long {@link #commitLast} may take
   */
  public KafkaOffsetCommitter(Consumer<?, ?> consumer, Duration lastWithin) {
    this.consumer = consumer;
    this.lastWithin = lastWithin;
  }

  /** Sends the offsets and does not wait. */
  public void commit(Map<TopicPartition, Long> offsets) {
    if (offsets.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> sent = new HashMap<>();
    offsets.forEach((partition, offset) -> sent.put(partition, new OffsetAndMetadata(offset)));
    unconfirmed.putAll(sent);
    try {
      consumer.commitAsync(sent, this::completed);
    } catch (KafkaException e) {
      failed(e);
    }
  }

  /**
   * Makes sure of the offsets of partitions that are about to go, as far as a short wait allows.
   */
  public void commitLast(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>(unconfirmed);
    last.keySet().retainAll(partitions);
    unconfirmed.keySet().removeAll(partitions);
    if (last.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(last, lastWithin);
    } catch (WakeupException e) {
      // Meant for the poll that this is part of.
      consumer.wakeup();
    } catch (KafkaException e) {
      failed(e);
    }
  }

  /** Forgets the offsets of partitions that are another member's. */
  public void forget(Collection<TopicPartition> partitions) {
    unconfirmed.keySet().removeAll(partitions);
  }

  private void completed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
    if (failure != null) {
      failed(failure);
      return;
    }
    failing = false;
    offsets.forEach(unconfirmed::remove);
  }

  private void failed(Exception failure) {
    if (failing) {
      log.debug("Cannot commit the group's offsets: {}", KafkaFailures.oneLine(failure));
    } else {
      log.warn(
          "Cannot commit the group's offsets, so tools may show too much lag; the table is right: {}",
          KafkaFailures.oneLine(failure));
    }
    failing = true;
  }
}
