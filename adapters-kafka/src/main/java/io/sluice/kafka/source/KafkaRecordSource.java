package io.sluice.kafka.source;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.kafka.publish.KafkaOffsetCommitter;
import io.sluice.ports.out.OffsetUnavailableException;
import io.sluice.ports.out.RecordSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads with Kafka's consumer, which is made when the group is joined.
 *
 * <p>Where a batch ends is what the poll says of its position, so that transaction markers, aborted
 * and compacted records at an end are inside a range. A topic that is deleted while it is read is
 * an error, whether it is created again or not, and before any of the new one's records is
 * returned.
 */
public final class KafkaRecordSource implements RecordSource {
  private static final Logger log = LoggerFactory.getLogger(KafkaRecordSource.class);
  private static final Duration IDENTIFY_WITHIN = Duration.ofSeconds(5);
  private static final Duration LAST_COMMIT_WITHIN = Duration.ofSeconds(2);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final List<String> topics;
  private final TopicIdentities identities;
  private final Function<Deserializer<ByteBuffer>, Consumer<ByteBuffer, ByteBuffer>> newConsumer;
  private final KafkaFailures failures;
  private final Duration requestTimeout;
  private final MetadataWatch watch = new MetadataWatch();
  private final Assignment assignment = new Assignment();
  private Map<String, TopicIdentity> known = Map.of();
  private AssignmentListener listener;
  private KafkaOffsetCommitter committer;
  private Rebalances rebalances;
  private Silence silence;
  private boolean closed;
  private volatile Consumer<ByteBuffer, ByteBuffer> consumer;
  private volatile boolean wokenEarly;

  /**
   * @param newConsumer makes a consumer with a deserializer of its values; called once
   * @param requestTimeout how long joining waits for the cluster to tell the topics' ids
   */
  public KafkaRecordSource(
      List<String> topics,
      KafkaTopicCatalog catalog,
      Function<Deserializer<ByteBuffer>, Consumer<ByteBuffer, ByteBuffer>> newConsumer,
      KafkaFailures failures,
      Duration requestTimeout) {
    this(topics, catalog::identities, newConsumer, failures, requestTimeout);
  }

  KafkaRecordSource(
      List<String> topics,
      TopicIdentities identities,
      Function<Deserializer<ByteBuffer>, Consumer<ByteBuffer, ByteBuffer>> newConsumer,
      KafkaFailures failures,
      Duration requestTimeout) {
    this.topics = List.copyOf(topics);
    this.identities = identities;
    this.newConsumer = newConsumer;
    this.failures = failures;
    this.requestTimeout = requestTimeout;
  }

  @Override
  public void subscribe(AssignmentListener assignmentListener) {
    if (closed || listener != null) {
      throw new IllegalStateException(closed ? "the source is closed" : "subscribed twice");
    }
    listener = Objects.requireNonNull(assignmentListener, "assignmentListener");
    known = identities.now(requestTimeout);
    try {
      Consumer<ByteBuffer, ByteBuffer> made = newConsumer.apply(watch);
      committer = new KafkaOffsetCommitter(made, LAST_COMMIT_WITHIN);
      rebalances = new Rebalances(made, assignment, committer, listener);
      silence = new Silence(made.metrics(), System::nanoTime);
      consumer = made;
      made.subscribe(topics, rebalances);
    } catch (KafkaException e) {
      throw failures.describe("join the consumer group", e);
    }
    if (wokenEarly) {
      consumer.wakeup();
    }
  }

  @Override
  public List<RecordBatch> poll(Duration atMost) {
    requireSubscribed();
    ConsumerRecords<ByteBuffer, ByteBuffer> polled = fetch(atMost);
    rebalances.rethrow();
    if (!topicsAreIdentified()) {
      rewind(polled);
      return List.of();
    }
    if (assignment.hasUnannounced()) {
      // The listener may seek what it already had, too.
      rewind(polled);
      listener.assigned(assignment.announce(known));
      return List.of();
    }
    return assignment.advance(polled);
  }

  private ConsumerRecords<ByteBuffer, ByteBuffer> fetch(Duration atMost) {
    try {
      return consumer.poll(atMost);
    } catch (WakeupException | InterruptException e) {
      return ConsumerRecords.empty();
    } catch (LogTruncationException e) {
      // A kind of out of range to Kafka; sought again it would pass over what was written since.
      rebalances.rethrow();
      throw failures.truncated(e);
    } catch (OffsetOutOfRangeException e) {
      rebalances.rethrow();
      throw unavailable(e);
    } catch (KafkaException e) {
      rebalances.rethrow();
      throw failures.describe("read from topics " + String.join(", ", topics), e);
    }
  }

  /**
   * Compares the topics' ids with those known, if there may be others.
   *
   * @return false when the cluster does not say; then nothing may be returned, and it is asked
   *     again
   */
  private boolean topicsAreIdentified() {
    if (!watch.takeUpdated()) {
      return true;
    }
    try {
      known = identities.now(IDENTIFY_WITHIN);
    } catch (SluiceException e) {
      if (e.code() != ErrorCode.UNAVAILABLE && e.code() != ErrorCode.TEMPORARY) {
        throw e;
      }
      log.debug("Cannot identify the topics, will ask again", e);
      watch.repeat();
      return false;
    }
    for (String topic : topics) {
      if (!known.containsKey(topic)) {
        throw deleted(topic);
      }
    }
    Optional<SourcePartition> replaced = assignment.replaced(known);
    if (replaced.isPresent()) {
      throw recreated(replaced.get());
    }
    return true;
  }

  private SluiceException deleted(String topic) {
    // The group may have given it up before we heard of it, or this member has never had any of it.
    String read =
        assignment
            .ofTopic(topic)
            .map(this::readUpTo)
            .or(() -> assignment.givenUp(topic).map(KafkaRecordSource::readBefore))
            .map(text -> "; " + text + ", and none of it is left")
            .orElse("");
    return new SluiceException(
        ErrorCode.DATA_POLICY,
        "Cannot go on with topic " + topic + ": it was deleted while it was read" + read,
        "what the table has stays; once there is such a topic again, start again: the table's"
            + " offsets decide what happens with it");
  }

  private SluiceException recreated(SourcePartition partition) {
    return new SluiceException(
        ErrorCode.DATA_POLICY,
        "Cannot go on with topic "
            + partition.topic()
            + ": it was deleted and created again while it was read; "
            + readUpTo(partition)
            + nowHeld(key(partition)),
        "start again: the table's offsets decide what happens with the new topic");
  }

  private String readUpTo(SourcePartition partition) {
    OptionalLong next = assignment.next(key(partition));
    return partition
        + (next.isPresent() ? " was read up to offset " + next.getAsLong() : " was not begun");
  }

  private static String readBefore(Map.Entry<SourcePartition, Long> givenUp) {
    return givenUp.getKey()
        + " was read up to offset "
        + givenUp.getValue()
        + " before it was given up";
  }

  private static TopicPartition key(SourcePartition partition) {
    return new TopicPartition(partition.topic(), partition.partition());
  }

  private String nowHeld(TopicPartition key) {
    try {
      return ", and now holds ["
          + consumer.beginningOffsets(List.of(key), IDENTIFY_WITHIN).get(key)
          + ", "
          + consumer.endOffsets(List.of(key), IDENTIFY_WITHIN).get(key)
          + ")";
    } catch (KafkaException e) {
      // What is said without it is the reason, too.
      log.debug("Cannot ask what {} holds", key, e);
      return "";
    }
  }

  private void rewind(ConsumerRecords<ByteBuffer, ByteBuffer> polled) {
    for (TopicPartition partition : polled.nextOffsets().keySet()) {
      assignment.next(partition).ifPresent(next -> consumer.seek(partition, next));
    }
  }

  private RuntimeException unavailable(OffsetOutOfRangeException failure) {
    return failure.offsetOutOfRangePartitions().entrySet().stream()
        .flatMap(
            wanted ->
                assignment.announced(List.of(wanted.getKey())).stream()
                    .map(
                        partition ->
                            new OffsetUnavailableException(partition, wanted.getValue(), failure)))
        .min(Comparator.comparing(OffsetUnavailableException::partition))
        .map(RuntimeException.class::cast)
        .orElse(failure);
  }

  @Override
  public void seek(SourcePartition partition, long offset) {
    requireSubscribed();
    TopicPartition assigned =
        assignment
            .assigned(partition)
            .orElseThrow(() -> new IllegalStateException(partition + " is not assigned"));
    consumer.seek(assigned, offset);
    assignment.seek(assigned, offset);
  }

  @Override
  public void pause(Collection<SourcePartition> partitions) {
    requireSubscribed();
    consumer.pause(
        partitions.stream().flatMap(partition -> assignment.assigned(partition).stream()).toList());
  }

  @Override
  public void resume(Collection<SourcePartition> partitions) {
    requireSubscribed();
    consumer.resume(
        partitions.stream().flatMap(partition -> assignment.sought(partition).stream()).toList());
  }

  @Override
  public Map<SourcePartition, Long> ends() {
    requireSubscribed();
    return assignment.ends(consumer::currentLag);
  }

  @Override
  public Optional<String> trouble() {
    requireSubscribed();
    return silence
        .tooLong()
        .map(length -> "no broker has answered for " + length.toSeconds() + " s");
  }

  @Override
  public void advise(Map<SourcePartition, Long> offsets) {
    requireSubscribed();
    Map<TopicPartition, Long> assigned = new HashMap<>();
    offsets.forEach(
        (partition, offset) ->
            assignment.assigned(partition).ifPresent(key -> assigned.put(key, offset)));
    committer.commit(assigned);
  }

  @Override
  public void wakeUp() {
    wokenEarly = true;
    Consumer<ByteBuffer, ByteBuffer> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (consumer == null) {
      return;
    }
    try {
      consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    } catch (KafkaException e) {
      log.warn("Cannot leave the consumer group in order: {}", KafkaFailures.oneLine(e));
    }
    rebalances.onPartitionsLost(assignment.all());
    rebalances.rethrow();
  }

  private void requireSubscribed() {
    if (listener == null) {
      throw new IllegalStateException("not subscribed");
    }
  }

  /** Tells what the topics' names stand for. */
  @FunctionalInterface
  interface TopicIdentities {
    /**
     * @return without those that do not exist
     * @throws SluiceException as the catalog does
     */
    Map<String, TopicIdentity> now(Duration within);
  }
}
