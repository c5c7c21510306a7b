package io.sluice.kafka.source;

import io.sluice.domain.record.Header;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.Payloads;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * The partitions that this member has, and how far each was read.
 *
 * <p>A partition goes through three states: assigned by Kafka, announced to the listener under its
 * topic's id, and sought. Only from the last one does it have a position that means something.
 */
final class Assignment {
  private final Map<TopicPartition, Share> shares = new HashMap<>();
  private final Map<SourcePartition, Long> givenUp = new TreeMap<>();

  /**
   * @return those that were not there before
   */
  Set<TopicPartition> add(Collection<TopicPartition> partitions) {
    Set<TopicPartition> added = new HashSet<>(partitions);
    added.removeAll(shares.keySet());
    added.forEach(partition -> shares.put(partition, new Share()));
    return added;
  }

  void remove(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Share share = shares.remove(partition);
      if (share != null && share.sought) {
        givenUp.put(share.partition, share.next);
      }
    }
  }

  /** How far this member had read one of the topic's partitions when it was taken away. */
  Optional<Map.Entry<SourcePartition, Long>> givenUp(String topic) {
    return givenUp.entrySet().stream()
        .filter(each -> each.getKey().topic().equals(topic))
        .findFirst();
  }

  Set<TopicPartition> all() {
    return Set.copyOf(shares.keySet());
  }

  /** Those of them that the listener knows of. */
  Set<SourcePartition> announced(Collection<TopicPartition> partitions) {
    Set<SourcePartition> announced = new TreeSet<>();
    for (TopicPartition partition : partitions) {
      Share share = shares.get(partition);
      if (share != null && share.partition != null) {
        announced.add(share.partition);
      }
    }
    return announced;
  }

  boolean hasUnannounced() {
    return shares.values().stream().anyMatch(share -> share.partition == null);
  }

  /**
   * @return those that became known by this
   */
  Set<SourcePartition> announce(Map<String, TopicIdentity> identities) {
    Set<SourcePartition> announced = new TreeSet<>();
    shares.forEach(
        (partition, share) -> {
          if (share.partition == null) {
            share.partition = identities.get(partition.topic()).partition(partition.partition());
            announced.add(share.partition);
          }
        });
    return announced;
  }

  /** The first of the topic's announced partitions. */
  Optional<SourcePartition> ofTopic(String topic) {
    return announced(shares.keySet()).stream()
        .filter(partition -> partition.topic().equals(topic))
        .findFirst();
  }

  /** An announced partition of which the topic's name stands for another topic now. */
  Optional<SourcePartition> replaced(Map<String, TopicIdentity> identities) {
    return announced(shares.keySet()).stream()
        .filter(
            partition ->
                !identities
                    .get(partition.topic())
                    .partition(partition.partition())
                    .equals(partition))
        .findFirst();
  }

  /** Empty where the partition is not announced here. */
  Optional<TopicPartition> assigned(SourcePartition partition) {
    return find(partition, share -> true);
  }

  /** Empty where the partition was not sought. */
  Optional<TopicPartition> sought(SourcePartition partition) {
    return find(partition, share -> share.sought);
  }

  private Optional<TopicPartition> find(SourcePartition partition, Predicate<Share> condition) {
    TopicPartition key = new TopicPartition(partition.topic(), partition.partition());
    Share share = shares.get(key);
    return share != null && partition.equals(share.partition) && condition.test(share)
        ? Optional.of(key)
        : Optional.empty();
  }

  void seek(TopicPartition partition, long offset) {
    Share share = shares.get(partition);
    share.next = offset;
    share.sought = true;
  }

  /** Where the next batch of a partition begins; empty before it was sought. */
  OptionalLong next(TopicPartition partition) {
    Share share = shares.get(partition);
    return share == null || !share.sought ? OptionalLong.empty() : OptionalLong.of(share.next);
  }

  /**
   * Where the sought partitions end.
   *
   * @param ahead how many offsets lie between a position and the end, if that is known
   */
  Map<SourcePartition, Long> ends(Function<TopicPartition, OptionalLong> ahead) {
    Map<SourcePartition, Long> ends = new HashMap<>();
    shares.forEach(
        (partition, share) -> {
          if (share.sought) {
            ahead
                .apply(partition)
                .ifPresent(offsets -> ends.put(share.partition, share.next + offsets));
          }
        });
    return ends;
  }

  /** Turns what was polled into batches that join those before. */
  List<RecordBatch> advance(ConsumerRecords<ByteBuffer, ByteBuffer> polled) {
    Map<TopicPartition, OffsetAndMetadata> ends = polled.nextOffsets();
    List<RecordBatch> batches = new ArrayList<>(ends.size());
    // Not the partitions with records: a position can pass offsets that hold none.
    ends.forEach(
        (partition, end) -> {
          Share share = shares.get(partition);
          if (share != null && end.offset() > share.next) {
            batches.add(batch(share, end.offset(), polled.records(partition)));
            share.next = end.offset();
          }
        });
    return batches;
  }

  private static RecordBatch batch(
      Share share, long end, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    OffsetRange range = new OffsetRange(share.next, end);
    int size = records.size();
    long[] offsets = new long[size];
    long[] timestamps = new long[size];
    byte[][] keys = new byte[size][];
    Payloads values = new Payloads(size);
    Header[][] headers = new Header[size][];
    for (int index = 0; index < size; index++) {
      ConsumerRecord<ByteBuffer, ByteBuffer> polled = records.get(index);
      offsets[index] = polled.offset();
      timestamps[index] = polled.timestamp();
      keys[index] = Utils.toNullableArray(polled.key());
      put(values, index, polled.value());
      headers[index] = headers(polled.headers().toArray());
    }
    return new RecordBatch(share.partition, range, offsets, timestamps, keys, values, headers);
  }

  /** Most records have none: null for those. */
  private static Header[] headers(org.apache.kafka.common.header.Header[] polled) {
    if (polled.length == 0) {
      return null;
    }
    Header[] headers = new Header[polled.length];
    for (int index = 0; index < polled.length; index++) {
      headers[index] = new Header(polled[index].key(), polled[index].value());
    }
    return headers;
  }

  /** Of the client's response itself, which it does not use again. */
  private static void put(Payloads values, int index, ByteBuffer value) {
    if (value == null) {
      return;
    }
    if (value.hasArray()) {
      values.put(index, value.array(), value.arrayOffset() + value.position(), value.remaining());
    } else {
      byte[] copy = Utils.toArray(value);
      values.put(index, copy, 0, copy.length);
    }
  }

  private static final class Share {
    private SourcePartition partition;
    private long next;
    private boolean sought;
  }
}
