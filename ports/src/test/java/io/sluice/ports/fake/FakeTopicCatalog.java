package io.sluice.ports.fake;

import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.out.TopicCatalog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** A cluster's word on its topics. */
public final class FakeTopicCatalog implements TopicCatalog {
  private final FakeCluster cluster;
  private final List<String> topics;
  private final AtomicReference<SluiceException> failure = new AtomicReference<>();

  public FakeTopicCatalog(FakeCluster cluster, String... topics) {
    this.cluster = cluster;
    this.topics = List.of(topics);
  }

  /** Makes the next call fail. */
  public void fail(SluiceException exception) {
    failure.set(exception);
  }

  @Override
  public List<SourcePartition> partitions() {
    failIfTold();
    return topics.stream().flatMap(name -> topic(name).partitions().stream()).sorted().toList();
  }

  @Override
  public Map<SourcePartition, OffsetRange> available(Collection<SourcePartition> partitions) {
    failIfTold();
    Map<SourcePartition, OffsetRange> ranges = new TreeMap<>();
    for (SourcePartition partition : partitions) {
      ranges.put(partition, topic(partition.topic()).available(partition.partition()));
    }
    return ranges;
  }

  @Override
  public Map<SourcePartition, Long> starts(
      Collection<SourcePartition> partitions, StartPolicy policy) {
    failIfTold();
    Map<SourcePartition, Long> offsets = new TreeMap<>();
    for (SourcePartition partition : partitions) {
      offsets.put(partition, start(topic(partition.topic()), partition.partition(), policy));
    }
    return offsets;
  }

  private static long start(FakeTopic topic, int partition, StartPolicy policy) {
    if (policy instanceof StartPolicy.At at) {
      return topic.offsetAt(partition, at.time());
    }
    OffsetRange available = topic.available(partition);
    return policy instanceof StartPolicy.Earliest ? available.from() : available.to();
  }

  private FakeTopic topic(String name) {
    return cluster
        .topic(name)
        .orElseThrow(
            () ->
                new SluiceException(
                    ErrorCode.CONFIGURATION,
                    "Cannot read topic " + name + ": it does not exist",
                    "create it, or correct sluice.kafka.topics"));
  }

  private void failIfTold() {
    SluiceException exception = failure.getAndSet(null);
    if (exception != null) {
      throw exception;
    }
  }

  @Override
  public void close() {}
}
