package io.sluice.kafka.source;

import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.ports.out.TopicCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the cluster through Kafka's admin client, which is made at the first question. */
public final class KafkaTopicCatalog implements TopicCatalog {
  private static final Logger log = LoggerFactory.getLogger(KafkaTopicCatalog.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final List<String> topics;
  private final Supplier<Admin> newAdmin;
  private final KafkaFailures failures;
  private final Duration requestTimeout;
  private Admin admin;
  private boolean closed;

  /**
   * @param topics the pipeline's
   * @param newAdmin called once at most
   * @param requestTimeout how long one question may take
   */
  public KafkaTopicCatalog(
      List<String> topics,
      Supplier<Admin> newAdmin,
      KafkaFailures failures,
      Duration requestTimeout) {
    this.topics = List.copyOf(topics);
    this.newAdmin = newAdmin;
    this.failures = failures;
    this.requestTimeout = requestTimeout;
  }

  @Override
  public List<SourcePartition> partitions() {
    List<SourcePartition> partitions = new ArrayList<>();
    Map<String, TopicIdentity> identities = identities(requestTimeout);
    for (String name : topics) {
      TopicIdentity topic = identities.get(name);
      if (topic == null) {
        throw missing("read topic " + name, name, "sluice.kafka.topics");
      }
      for (int partition = 0; partition < topic.partitions(); partition++) {
        partitions.add(topic.partition(partition));
      }
    }
    partitions.sort(null);
    return partitions;
  }

  /** What the topics' names stand for now; without those that do not exist. */
  Map<String, TopicIdentity> identities(Duration within) {
    KafkaFuture<String> cluster = admin().describeCluster().clusterId();
    DescribeTopicsResult described = admin().describeTopics(topics);
    Map<String, TopicIdentity> identities = new LinkedHashMap<>();
    String clusterId = await("ask for the cluster's id", cluster, within);
    described
        .topicNameValues()
        .forEach(
            (name, answer) -> {
              try {
                TopicDescription topic = await("read topic " + name, answer, within);
                identities.put(
                    name,
                    new TopicIdentity(
                        clusterId, name, topic.topicId().toString(), topic.partitions().size()));
              } catch (SluiceException e) {
                throwUnlessMissing(e);
              }
            });
    return identities;
  }

  /**
   * Makes sure that the topic for dead letters exists. Asking does not create it.
   *
   * @return what was found, in words
   * @throws SluiceException CONFIGURATION where it does not exist
   */
  public String requireDeadLetterTopic(String name) {
    KafkaFuture<TopicDescription> answer =
        admin().describeTopics(List.of(name)).topicNameValues().get(name);
    String what = "write dead letters to topic " + name;
    try {
      await(what, answer, requestTimeout);
    } catch (SluiceException e) {
      throwUnlessMissing(e);
      throw missing(what, name, "sluice.dead-letter.topic");
    }
    return "topic " + name;
  }

  private static void throwUnlessMissing(SluiceException failure) {
    if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
      throw failure;
    }
  }

  private SluiceException missing(String what, String name, String key) {
    String hint =
        closest(name)
            .map(closest -> "did you mean " + closest + "? Otherwise create it first")
            .orElse("create it, or correct " + key);
    return new SluiceException(
        ErrorCode.CONFIGURATION, "Cannot " + what + ": it does not exist", hint);
  }

  private Optional<String> closest(String name) {
    try {
      return ClosestName.to(
          name, await("list topics", admin().listTopics().names(), requestTimeout));
    } catch (SluiceException e) {
      log.debug("Cannot suggest another name for topic {}", name, e);
      return Optional.empty();
    }
  }

  @Override
  public Map<SourcePartition, OffsetRange> available(Collection<SourcePartition> partitions) {
    Map<SourcePartition, Long> first = offsets(partitions, OffsetSpec.earliest());
    Map<SourcePartition, Long> end = offsets(partitions, OffsetSpec.latest());
    Map<SourcePartition, OffsetRange> ranges = new TreeMap<>();
    // Between the two answers retention may have passed the end that is readable.
    first.forEach(
        (partition, from) ->
            ranges.put(partition, new OffsetRange(from, Math.max(from, end.get(partition)))));
    return ranges;
  }

  @Override
  public Map<SourcePartition, Long> starts(
      Collection<SourcePartition> partitions, StartPolicy policy) {
    if (policy instanceof StartPolicy.Earliest) {
      return offsets(partitions, OffsetSpec.earliest());
    }
    Map<SourcePartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    if (!(policy instanceof StartPolicy.At at)) {
      return ends;
    }
    Map<SourcePartition, Long> starts = new TreeMap<>();
    offsets(partitions, OffsetSpec.forTimestamp(at.time().toEpochMilli()))
        .forEach(
            (partition, offset) -> {
              long end = ends.get(partition);
              starts.put(partition, offset < 0 ? end : Math.min(offset, end));
            });
    return starts;
  }

  private Map<SourcePartition, Long> offsets(
      Collection<SourcePartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> question =
        partitions.stream()
            .collect(Collectors.toMap(KafkaTopicCatalog::topicPartition, each -> spec));
    if (question.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, ListOffsetsResultInfo> answer =
        await(
            "ask for the offsets of " + topicsOf(partitions),
            admin()
                .listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all(),
            requestTimeout);
    Map<SourcePartition, Long> offsets = new TreeMap<>();
    for (SourcePartition partition : partitions) {
      offsets.put(partition, answer.get(topicPartition(partition)).offset());
    }
    return offsets;
  }

  private static String topicsOf(Collection<SourcePartition> partitions) {
    return partitions.stream()
        .map(SourcePartition::topic)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", ", "topics ", ""));
  }

  private static TopicPartition topicPartition(SourcePartition partition) {
    return new TopicPartition(partition.topic(), partition.partition());
  }

  private <T> T await(String what, KafkaFuture<T> answer, Duration within) {
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failures.describe(what, e);
    } catch (TimeoutException e) {
      throw failures.describe(
          what,
          new org.apache.kafka.common.errors.TimeoutException(
              "no answer within " + within.toMillis() + " ms", e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SluiceException(
          ErrorCode.TEMPORARY, "Cannot " + what + ": interrupted while waiting for Kafka", "", e);
    }
  }

  private synchronized Admin admin() {
    if (closed) {
      throw new IllegalStateException("the catalog is closed");
    }
    if (admin == null) {
      try {
        admin = newAdmin.get();
      } catch (KafkaException e) {
        throw failures.describe("create Kafka's admin client", e);
      }
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (admin != null) {
      admin.close(CLOSE_WITHIN);
    }
  }
}
