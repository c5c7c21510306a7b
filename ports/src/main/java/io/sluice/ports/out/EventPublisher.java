package io.sluice.ports.out;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Puts records into one topic, durably. Safe for use by several threads.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>{@link #publish} does not block, whatever the topic does, and its answer comes within a
 *       bound that the publisher is configured with.
 *   <li>{@link PublishOutcome.Acknowledged} means that every record is in the topic, once each by
 *       this call.
 *   <li>Any other outcome proves nothing: some records or all may be in the topic, or come to be.
 *   <li>Memory is bounded: what waits for the topic is, and more is {@link
 *       PublishOutcome.Overloaded}.
 * </ol>
 */
public interface EventPublisher extends AutoCloseable {
  /**
   * Publishes records together.
   *
   * @return never fails; may be answered on a thread of the publisher's that must not be kept busy
   */
  CompletableFuture<PublishOutcome> publish(List<OutgoingRecord> records);

  /** Why the topic cannot be written to, as far as is known without asking; empty when it can. */
  Optional<String> trouble();

  /** Lets what was published be answered, within the bound, and gives everything back. */
  @Override
  void close();
}
