package io.sluice.kafka.source;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Notices that a consumer has new metadata. It fetches by topic id, and comes by another id under a
 * known name only through new metadata: whoever compares the ids then, before trusting what was
 * fetched since, never takes one incarnation of a topic for another.
 *
 * <p>A deserializer, of bytes that stay where they are, because Kafka tells only its plug-ins. May
 * be told by the heartbeat's thread.
 */
final class MetadataWatch extends ByteBufferDeserializer implements ClusterResourceListener {
  private final AtomicBoolean updated = new AtomicBoolean();

  @Override
  public void onUpdate(ClusterResource clusterResource) {
    updated.set(true);
  }

  /** Whether there was new metadata since the last call. */
  boolean takeUpdated() {
    return updated.compareAndSet(true, false);
  }

  /** Makes the next call of {@link #takeUpdated()} say yes. */
  void repeat() {
    updated.set(true);
  }
}
